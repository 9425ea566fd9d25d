import { formatUsd, isFinal, taskMachine } from '@uet/core';
import { clip, columns, formatDuration } from './format.js';
import type { FrameFacts } from './frame-facts.js';
import { rowsOf } from './live-rows.js';
import { markOf, painted } from './marks.js';
import type { RunFrame } from './run-source.js';

const widestBar = 24;
const narrowestBar = 6;

/** The lines of one frame, none wider than the terminal: head, bar, what runs, what waits and why. */
export function drawFrame(facts: FrameFacts): string[] {
  const { width, height } = facts;
  const head = headLines(facts);
  const rows = rowsOf(facts);
  const room = Math.max(3, height - head.length - 4);
  const shown = rows.slice(0, room);
  const lines = columns(shown.map(({ cells }) => cells)).map(
    (line, at) => `  ${markOf(shown[at]?.tone ?? 'neutral')} ${clip(line, width - 5)}`,
  );
  const more = rows.length - shown.length;
  return [
    ...head,
    ...lines,
    ...(more > 0 ? [painted('neutral', `    and ${more} more`)] : []),
    '',
    footOf(facts),
  ];
}

function headLines({ frame, now, width }: FrameFacts): string[] {
  const { run, tasks, landed } = frame;
  const done = tasks.filter(({ state }) => isFinal(taskMachine, state)).length;
  const failed = tasks.filter(({ state }) => state === 'failed').length;
  const quarantined = quarantinedOf(frame);
  const parts = [
    { tone: 'neutral', text: `${done}/${tasks.length} tasks` },
    { tone: 'good', text: `${landed} landed` },
    ...(quarantined > 0 ? [{ tone: 'warning', text: `${quarantined} quarantined` } as const] : []),
    ...(failed > 0 ? [{ tone: 'bad', text: `${failed} failed` } as const] : []),
    { tone: 'neutral', text: formatUsd(run.cost_usd) },
    { tone: 'neutral', text: formatDuration(now.getTime() - Date.parse(run.created_at)) },
  ] as const;
  const taken = parts.reduce((sum, { text }) => sum + text.length + 3, 3);
  const bar = Math.min(widestBar, width - taken - 1);
  const filled = tasks.length === 0 ? bar : Math.round((bar * done) / tasks.length);
  const drawn =
    bar < narrowestBar
      ? ''
      : `${painted('good', '█'.repeat(filled))}${painted('neutral', '░'.repeat(bar - filled))}  `;
  const told = parts.map(({ tone, text }) => (tone === 'neutral' ? text : painted(tone, text)));
  return [
    '',
    `  ${clip(`${run.template_name} → ${run.target_branch}${phaseText(frame)}`, width - 3)}`,
    `  ${drawn}${told.join(painted('neutral', ' · '))}`,
    '',
  ];
}

/** Patches that a person has to decide on: those of tasks that are tried again are not among them. */
function quarantinedOf({ tasks, quarantined }: RunFrame): number {
  const ended = new Set(tasks.filter(({ state }) => isFinal(taskMachine, state)).map(({ id }) => id));
  return quarantined.filter(({ task_id: task }) => ended.has(task)).length;
}

function phaseText({ phases }: RunFrame): string {
  const active = phases.filter(({ state }) => state === 'active');
  if (phases.length < 2 || active.length === 0) return '';
  const done = phases.filter(({ state }) => state === 'done').length;
  return `, phase ${active.map(({ key }) => key).join(' and ')} (${done} of ${phases.length} done)`;
}

function footOf({ frame: { run }, width }: FrameFacts): string {
  if (run.cancel_requested_at === null) return painted('neutral', clip('  Ctrl-C stops gently', width - 1));
  const text = '  stopping: what runs finishes (Ctrl-C again to end it at once)';
  return painted('warning', clip(text, width - 1));
}
