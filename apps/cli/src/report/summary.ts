import { formatUsd, type Machine, machines, type Tone } from '@uet/core';
import type { RunState } from '@uet/schemas';
import { exitCodes } from '../exit-codes.js';
import { columns, countOf, formatDuration, wrap } from '../view/format.js';
import { markOf, painted } from '../view/marks.js';
import { reasonText } from '../view/progress-lines.js';
import { type RunReport, waitsForApproval } from './run-report.js';

/** How many rows of each table a summary shows before it says how many more there are. */
const maxRows = 40;
/** Long reasons stand below their row, this far from the edge. */
const reasonIndent = ' '.repeat(6);

const toneOf = (entity: string, state: string): Tone =>
  machines.find(({ name }: Machine) => name === entity)?.states[state]?.tone ?? 'neutral';

/** How a summary ends, and how wide it may be; without a width no line is broken. */
interface SummaryOptions {
  readonly exitCode: number;
  readonly width?: number | undefined;
  /** True for a landing of ready-made patches: it is not retried, but called again. */
  readonly isLanding?: boolean;
  /** True where a worker goes on with the run once what waits for approval is decided. */
  readonly goesOnByItself?: boolean;
}

/** What a person wants to know at the end: tasks, patches, gates, cost, branch, and what to do next. */
export function summaryLines(
  report: RunReport,
  reason: string | null,
  { width = Number.POSITIVE_INFINITY, ...options }: SummaryOptions,
): string[] {
  return [
    '',
    ...table('Tasks', taskRows(report), width),
    ...table('Patches', patchRows(report), width),
    ...table('Gates', gateRows(report), width),
    ...closing(report, reason),
    ...next(report, options).map((line) => `  ${line}`),
    '',
  ];
}

interface Row {
  readonly tone: Tone;
  readonly cells: readonly string[];
  /** Stands behind the cells, or below them where there is no room. */
  readonly reason?: string;
}

function table(title: string, rows: readonly Row[], width: number): string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, maxRows);
  // An empty cell behind the last one fills all of them up, so that the reasons begin in one column.
  const lines = columns(shown.map(({ cells }) => [...cells, '|'])).map((line) => line.slice(0, -1));
  const more = rows.length - shown.length;
  return [
    painted('neutral', title),
    ...lines.flatMap((line, at) => {
      const { tone = 'neutral', reason = '' } = shown[at] ?? {};
      const row = `  ${markOf(tone)} ${line}`;
      if (line.length + reason.length + 5 <= width) return [`${row}${reason}`.trimEnd()];
      const below = wrap(reason, width - reasonIndent.length - 1).map((text) => `${reasonIndent}${text}`);
      return [row.trimEnd(), ...below];
    }),
    ...(more > 0 ? [painted('neutral', `    and ${more} more`)] : []),
    '',
  ];
}

function taskRows({ tasks, patches }: RunReport): Row[] {
  // What is said of its patch is not said again of the task.
  const said = new Set(patches.map(({ taskId, reason }) => `${taskId} ${reason}`));
  return tasks.map((task) => ({
    tone: toneOf('task', task.state),
    cells: [
      task.taskId,
      task.state,
      task.attempts > 1 ? countOf(task.attempts, 'attempt') : '',
      task.attempts === 0 ? '' : (task.tool ?? ''),
      task.durationMs === 0 ? '' : formatDuration(task.durationMs),
    ],
    reason: said.has(`${task.taskId} ${task.reason}`) ? '' : reasonText(task.reason),
  }));
}

const patchRows = ({ patches }: RunReport): Row[] =>
  patches.map((patch) => ({
    tone: toneOf('patch', patch.state),
    cells: [
      patch.taskId,
      patch.state.replace('_', ' '),
      `${countOf(patch.files, 'file')} +${patch.insertions} −${patch.deletions}`,
    ],
    reason: patch.commit?.slice(0, 10) ?? patchReason(patch.reason),
  }));

/** Ids are for `uet patches show`: here, what took the place of a patch is the one of a later attempt. */
const patchReason = (reason: string | null): string =>
  /^superseded by [0-9A-Z]{26}$/.test(reason ?? '') ? 'superseded by a later attempt' : reasonText(reason);

/** One row a gate: how often it gave which verdict, and how many test cases it saw last. */
function gateRows({ gates }: RunReport): Row[] {
  const names = [...new Set(gates.map(({ name }) => name))];
  return names.map((name) => {
    const own = gates.filter((gate) => gate.name === name && gate.state !== 'skipped');
    const last = own.at(-1);
    const count = (state: string): number => own.filter((gate) => gate.state === state).length;
    const verdicts = (['passed', 'failed', 'error'] as const)
      .filter((state) => count(state) > 0)
      .map((state) => `${count(state)} ${state}`);
    const cases = last?.total == null ? '' : `last: ${last.passed}/${last.total} cases passed`;
    return { tone: toneOf('gate', last?.state ?? 'pending'), cells: [name, verdicts.join(', '), cases] };
  });
}

function closing(report: RunReport, reason: string | null): string[] {
  const state = report.state as RunState['state'];
  const count = (of: string): number => report.patches.filter((patch) => patch.state === of).length;
  const aside = count('quarantined');
  const why = waitsForApproval(report)
    ? ': waits for approval'
    : reason === null
      ? ''
      : `: ${reasonText(reason)}`;
  return [
    `${markOf(toneOf('run', state))} ${painted(toneOf('run', state), `run ${report.runId} ${state}`)}${why}`,
    `  ${countOf(count('committed'), 'patch', 'patches')} landed${aside === 0 ? '' : painted('warning', `, ${aside} quarantined`)}, in ${formatDuration(report.durationMs)} for ${formatUsd(report.costUsd)}`,
    `  ${report.branch} is at ${report.headCommit.slice(0, 10)}`,
    '',
  ];
}

/** The commands that help from here. */
function next(report: RunReport, { exitCode, isLanding, goesOnByItself }: SummaryOptions): string[] {
  const lines: string[] = [];
  if (report.headCommit !== report.baseCommit) {
    lines.push(
      `look at it:    git -C ${quoted(report.repository)} log --stat ${report.baseCommit.slice(0, 10)}..${report.branch}`,
    );
  }
  const aside = report.patches.find(({ state }) => state === 'quarantined');
  if (aside !== undefined) {
    lines.push(
      `quarantined:   uet patches show ${aside.patchId}`,
      `               uet patches release|drop ${aside.patchId}`,
    );
  }
  for (const { approvalId, patchId } of report.approvals) {
    lines.push(
      `to approve:    uet patches show ${patchId}`,
      `               uet approvals approve|reject ${approvalId}`,
    );
  }
  const failing = report.gates.findLast(({ state }) => state === 'failed' || state === 'error');
  if (failing !== undefined && exitCode === exitCodes.failed)
    lines.push(`failing gate:  uet gates show ${failing.gateId}`);
  if (['failed', 'canceled', 'quarantined'].includes(report.state)) {
    const again = isLanding
      ? 'the same `uet land`: what is on the branch already is passed over'
      : `uet runs retry ${report.runId}`;
    lines.push(`try again:     ${again}`);
  }
  if (goesOnByItself) lines.push('go on:         by itself, once that is decided, here or in the dashboard');
  else if (report.state === 'paused' || waitsForApproval(report))
    lines.push(`go on:         uet resume ${report.runId}`);
  return lines;
}

/** A path as a shell takes it. */
export const quoted = (path: string): string =>
  /^[\w./~@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
