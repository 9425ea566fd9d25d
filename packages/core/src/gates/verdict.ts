import type { FailingCase, GateCriteria, TestExecutionRecord } from '@uet/schemas';
import type { UetError } from '../errors/index.js';
import { caseTitle, caseTitles } from '../reports/case-title.js';

/** How the command of a gate ended. */
export interface GateExecution {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  /** Why the command could not be started. */
  readonly spawnError: string | null;
  /** Tracked files that differ from the candidate tree after the command. */
  readonly changedFiles: readonly string[];
}

/** What came of reading the report. */
export type GateReport =
  | { readonly record: TestExecutionRecord }
  | { readonly missing: true }
  | { readonly unreadable: UetError };

/** All that a verdict rests on. */
export interface GateEvidence {
  readonly execution: GateExecution;
  readonly report: GateReport;
  readonly criteria: GateCriteria;
}

/** `failed`: the tests ran, and the criteria are not met. `error`: no verdict could be had. */
export interface GateDecision {
  readonly verdict: 'passed' | 'failed' | 'error';
  /** Sentences for a person; none where all is well. */
  readonly reasons: string[];
  /** Every case that did not pass, in the order of the report, whatever the verdict is. */
  readonly failing: FailingCase[];
}

const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Names some of many things. */
function someOf(names: readonly string[], shown = 5): string {
  const more = names.length - shown;
  return more > 0 ? `${names.slice(0, shown).join(', ')} and ${more} more` : names.join(', ');
}

/** Why the command gave no ground for a verdict, whatever it reported. */
function executionFaults({ exitCode, signal, timedOut, spawnError, changedFiles }: GateExecution): string[] {
  const faults: string[] = [];
  if (spawnError !== null) faults.push(`the command could not be started: ${spawnError}`);
  else if (timedOut) faults.push('the command did not end within its time limit');
  else if (signal !== null) faults.push(`the command was killed by ${signal}`);
  else if (exitCode === null) faults.push('the command ended without an exit code');
  if (changedFiles.length > 0) {
    const files = `${countOf(changedFiles.length, 'tracked file')} (${someOf(changedFiles)})`;
    faults.push(`the gate changed ${files}, so its verdict is not about the candidate tree`);
  }
  return faults;
}

function unreadFault(
  report: Exclude<GateReport, { record: unknown }>,
  { exitCode, spawnError }: GateExecution,
): string[] {
  if ('unreadable' in report) {
    const { message, where, hint } = report.unreadable;
    const place = where === undefined ? '' : ` (at ${where})`;
    return [`the report cannot be read${place}: ${message}${hint === undefined ? '' : `; ${hint}`}`];
  }
  if (spawnError !== null) return [];
  if (exitCode === 127) return ['the command was not found (exit code 127), and no report was written'];
  return [`no report was written${exitCode === null ? '' : `, and the exit code was ${exitCode}`}`];
}

/** Why a report that was read says nothing certain. */
function recordFaults({ cases, total, passed, skipped, plan }: TestExecutionRecord): string[] {
  const faults: string[] = [];
  if (plan !== null && plan.expected !== plan.seen) {
    faults.push(`the plan is incomplete: ${countOf(plan.expected, 'test')} announced, ${plan.seen} reported`);
  }
  const skippedCases = cases.filter(({ status }) => status === 'skipped').length;
  const passedCases = cases.filter(({ status }) => status === 'passed').length;
  if (total !== cases.length || passed !== passedCases || skipped !== skippedCases) {
    faults.push(
      `the record counts ${countOf(total, 'case')} and has ${cases.length}, or counts how they ended wrongly`,
    );
  }
  if (cases.length === 0) faults.push('no tests ran: the report has none');
  else if (skippedCases === cases.length) faults.push(`no tests ran: all ${cases.length} were skipped`);
  return faults;
}

/** Required tests that are not there, or did not pass; of several with one name all have to pass. */
function requiredFaults({ cases }: TestExecutionRecord, required: readonly string[]): string[] {
  const open = new Map<string, TestExecutionRecord['cases']>(required.map((title) => [title, []]));
  if (open.size === 0) return [];
  for (const one of cases) {
    for (const title of caseTitles(one)) open.get(title)?.push(one);
  }
  return [...open].flatMap(([title, found]) => {
    if (found.length === 0) return [`the required test "${title}" is not in the report`];
    const bad = found.find(({ status }) => status !== 'passed');
    return bad === undefined ? [] : [`the required test "${title}" is ${bad.status}`];
  });
}

function coverageFaults({ coverage }: TestExecutionRecord, least: number | undefined): string[] {
  if (least === undefined || coverage === null || coverage.lines_percent >= least) return [];
  // Rounded down, so that 79.999 of 80 percent are not told as 80.00.
  const percent = Math.floor(coverage.lines_percent * 100) / 100;
  return [`the line coverage is ${percent} %, and has to be ${least} %`];
}

const failingCases = ({ cases }: TestExecutionRecord): FailingCase[] =>
  cases
    .filter(({ status }) => status === 'failed' || status === 'errored')
    .map((one) => ({ name: caseTitle(one), file: one.file, line: one.line, message: one.message }));

/** The verdict on a report that is whole. */
function judge(record: TestExecutionRecord, exitCode: number | null, criteria: GateCriteria): GateDecision {
  const failing = failingCases(record);
  const allowed = criteria.max_failures ?? 0;
  const lowCoverage = coverageFaults(record, criteria.min_coverage);
  const noCoverage =
    criteria.min_coverage !== undefined && record.coverage === null
      ? [`no coverage was reported, and ${criteria.min_coverage} % is asked for`]
      : [];
  const shortfalls = [
    ...(failing.length > allowed
      ? [`${failing.length} of ${countOf(record.total, 'case')} failed, and ${allowed} may`]
      : []),
    ...requiredFaults(record, criteria.required_tests ?? []),
    ...lowCoverage,
  ];
  // A test runner may end with another code than 0 only for what its report, or its own coverage threshold, shows.
  if (exitCode !== 0 && failing.length === 0 && lowCoverage.length === 0) {
    const contradiction = `the exit code is ${exitCode}, but the report shows no failure: one of the two is wrong`;
    return { verdict: 'error', reasons: [contradiction, ...shortfalls, ...noCoverage], failing };
  }
  if (shortfalls.length > 0) return { verdict: 'failed', reasons: [...shortfalls, ...noCoverage], failing };
  return { verdict: noCoverage.length > 0 ? 'error' : 'passed', reasons: noCoverage, failing };
}

/**
 * Decides a gate. Whatever leaves room for doubt is an `error` and never a pass: no report, one that cannot be read,
 * contradicts itself or the exit code, or in which no test ran.
 */
export function decideGate({ execution, report, criteria }: GateEvidence): GateDecision {
  const faults = executionFaults(execution);
  if (!('record' in report)) {
    return { verdict: 'error', reasons: [...faults, ...unreadFault(report, execution)], failing: [] };
  }
  const { record } = report;
  faults.push(...recordFaults(record));
  if (faults.length > 0) return { verdict: 'error', reasons: faults, failing: failingCases(record) };
  return judge(record, execution.exitCode, criteria);
}
