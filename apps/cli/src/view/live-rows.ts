import { isFinal, phaseMachine, type Wait } from '@uet/core';
import { countOf, flatten, formatDuration } from './format.js';
import type { FrameFacts } from './frame-facts.js';
import { reasonText } from './progress-lines.js';
import type { RunFrame } from './run-source.js';

type Task = RunFrame['tasks'][number];

/** A row of the live view: name, state, and why or how. */
export interface Row {
  readonly tone: 'active' | 'waiting' | 'warning';
  readonly cells: readonly string[];
}

/** What runs, then what waits and why; tasks whose phase has not begun in one row a phase. */
export function rowsOf(facts: FrameFacts): Row[] {
  const rows = [...runningRows(facts), ...waitingRows(facts)];
  const isActive = ({ tone }: Row): boolean => tone === 'active';
  const sorted = [...rows.filter(isActive), ...rows.filter((row) => !isActive(row))];
  return sorted.map(({ tone, cells }) => ({ tone, cells: cells.map(flatten) }));
}

const since = (instant: string | null | undefined, now: Date): string =>
  instant == null ? '' : formatDuration(Math.max(0, now.getTime() - Date.parse(instant)));

function runningRows({ frame, now }: FrameFacts): Row[] {
  const { attempts, gates } = frame;
  const rows = frame.tasks.flatMap((task): Row[] => {
    if (task.state === 'running') {
      const attempt = attempts.findLast(({ task_id: of }) => of === task.id);
      const again = task.attempts_total > 1 ? `, attempt ${task.attempts_total} of ${task.max_attempts}` : '';
      const how = `${task.tool_id ?? ''} ${since(attempt?.started_at, now)}${again}`;
      return [{ tone: 'active', cells: [task.key, 'running', how] }];
    }
    if (task.state !== 'validating') return [];
    const approval = frame.approvals.find(({ patch_id: patch }) => patch === task.patch_id);
    if (approval !== undefined) {
      const how = `waits for approval: uet approvals approve ${approval.id}`;
      return [{ tone: 'waiting', cells: [task.key, 'landing', how] }];
    }
    const gate = gates.find(({ patch_id: patch }) => patch !== null && patch === task.patch_id);
    const where =
      gate === undefined ? 'waits for its turn' : `gate ${gate.name} ${since(gate.started_at, now)}`;
    return [{ tone: gate === undefined ? 'waiting' : 'active', cells: [task.key, 'landing', where] }];
  });
  const phaseOf = new Map(frame.phases.map(({ id, key }) => [id, key]));
  const accepting = gates.filter(({ phase_id: phase }) => phase !== null);
  return [
    ...rows,
    ...accepting.map(({ name, phase_id: phase, started_at: start }): Row => {
      const cells = [`phase ${phaseOf.get(phase ?? '')}`, 'accepting', `gate ${name} ${since(start, now)}`];
      return { tone: 'active', cells };
    }),
  ];
}

const startable: ReadonlySet<Task['state']> = new Set(['pending', 'blocked', 'queued', 'retrying']);

function waitingRows({ frame, now }: FrameFacts): Row[] {
  const isAhead = aheadOf(frame);
  const waiting = frame.tasks.filter(({ state }) => startable.has(state));
  const rows = waiting
    .filter((task) => !isAhead(task))
    .map((task): Row => {
      const why = whyOf(task, frame.waits.get(task.id), now);
      return { tone: task.state === 'retrying' ? 'warning' : 'waiting', cells: [task.key, task.state, why] };
    });
  const later = frame.phases.flatMap((phase): Row[] => {
    const own = waiting.filter((task) => task.phase_id === phase.id && isAhead(task));
    if (own.length === 0) return [];
    const cells = [
      `phase ${phase.key}`,
      'planned',
      `${countOf(own.length, 'task')}${afterText(frame, phase.id)}`,
    ];
    return [{ tone: 'waiting', cells }];
  });
  return [...rows, ...later];
}

/** Tells the tasks whose phase has not begun. */
function aheadOf({ phases }: RunFrame): (task: Task) => boolean {
  const planned = new Set(phases.filter(({ state }) => state === 'planned').map(({ id }) => id));
  return ({ phase_id: phase, state }) => state === 'pending' && planned.has(phase);
}

/** `, after build`: the phases that a phase waits for. */
function afterText({ phases, dependencies }: RunFrame, phaseId: string): string {
  const before = new Set(
    dependencies.filter(({ to_id: to }) => to === phaseId).map(({ from_id: from }) => from),
  );
  const open = phases.filter(({ id, state }) => before.has(id) && !isFinal(phaseMachine, state));
  return open.length === 0 ? '' : `, after ${open.map(({ key }) => key).join(' and ')}`;
}

const waitText: Record<Wait['reason'], string> = {
  dependency: 'waits for',
  gate: 'waits for gate',
  conflict_group: 'kept apart:',
  scope_overlap: 'kept apart:',
  exclusive: 'runs alone:',
  run_limit: 'no free place:',
  workstream_limit: 'no free place:',
  tool_limit: 'no free place:',
  breaker_open: 'breaker open:',
  backoff: '',
  paused: 'paused',
  budget: 'budget',
  worker: 'waits for a worker',
  landing: 'waits to land',
  approval: 'waits for approval:',
};

function whyOf(task: Task, wait: Wait | undefined, now: Date): string {
  if (task.state === 'retrying' && (wait === undefined || wait.reason === 'backoff')) {
    const waitMs = task.not_before === null ? 0 : Date.parse(task.not_before) - now.getTime();
    return `${waitMs > 0 ? `again in ${formatDuration(waitMs)}` : 'again now'}: ${reasonText(task.reason)}`;
  }
  if (wait !== undefined) return `${waitText[wait.reason]} ${wait.detail}`;
  if (task.state === 'queued') return 'waits for a worker';
  return task.reason === null ? 'waits for its workstream' : reasonText(task.reason);
}
