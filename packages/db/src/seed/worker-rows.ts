import type { WorkerLifecycleRow } from '@uet/schemas';
import type { SeedRandom } from './seed-random.js';
import { instant, type SeedRows } from './seed-rows.js';

/** The pool of the demo: no process serves it, so that nothing goes on with its runs. */
export const demoPool = 'demo';

/** The workers of the demo: those of the past carry all that has ended, each running task has one of its own. */
export interface DemoWorkers {
  /** One that was there in the past. */
  past(): string;
  /** A new one that holds a task. */
  busy(taskId: string): string;
  /** Counts an attempt for a worker. */
  count(workerId: string, succeeded: boolean, ms: number): void;
  /** Adds the rows. */
  write(): void;
}

const hosts = ['build-1', 'build-2', 'build-3', 'laptop-mei'] as const;
const pastCount = 14;
/** What fits into the column. */
const mostMs = 2_000_000_000;

type Draft = { -readonly [K in keyof WorkerLifecycleRow]: WorkerLifecycleRow[K] };

/** Opens the workers of a demo that is seen at a moment. */
export function demoWorkers(random: SeedRandom, rows: SeedRows, nowMs: number): DemoWorkers {
  const drafts = new Map<string, Draft>();
  const add = (change: Partial<Draft> & { readonly startedMs: number }): Draft => {
    const draft = draftOf(random, change);
    drafts.set(draft.id, draft);
    return draft;
  };
  const past = Array.from({ length: pastCount }, (_, index) =>
    add({ startedMs: nowMs - (60 - 4 * index) * 86_400_000, ...pastState(index, nowMs) }),
  );
  return {
    past: () => random.pick(past).id,
    busy: (taskId) =>
      add({
        startedMs: nowMs - random.between(2, 30) * 3_600_000,
        state: 'busy',
        version: 12,
        current_task_id: taskId,
        heartbeat_at: instant(nowMs - random.between(0, 9_000)),
      }).id,
    count(workerId, succeeded, ms) {
      const draft = drafts.get(workerId);
      if (draft === undefined) return;
      if (succeeded) draft.tasks_completed += 1;
      else draft.tasks_failed += 1;
      draft.total_execution_ms = Math.min(mostMs, draft.total_execution_ms + Math.round(ms));
    },
    write() {
      for (const draft of drafts.values()) {
        rows.add('workers', draft);
        const at = Date.parse(draft.started_at);
        rows.note('worker', { ...draft, worker_id: draft.id }, { at, trigger: 'start', to: 'idle' });
        noteEnd(rows, draft);
      }
    },
  };
}

function noteEnd(rows: SeedRows, { id, state, reason, ended_at: ended }: Draft): void {
  if (ended === null) return;
  const trigger = state === 'crashed' ? 'crash' : 'shutdown';
  rows.note('worker', { id }, { at: Date.parse(ended), trigger, from: 'idle', to: state, reason });
}

/** Of those of the past two are idle, one is paused, two crashed, and the others were stopped. */
function pastState(index: number, nowMs: number): Partial<Draft> {
  const alive = { heartbeat_at: instant(nowMs - 4_000) };
  const endedMs = nowMs - (56 - 4 * index) * 86_400_000;
  const ended = { heartbeat_at: instant(endedMs), ended_at: instant(endedMs + 60_000) };
  if (index >= pastCount - 2) return { state: 'idle', ...alive };
  if (index === pastCount - 3)
    return { state: 'paused', version: 3, reason: 'disk of build-2 is being replaced', ...alive };
  if (index % 5 === 2) return { state: 'crashed', reason: 'no sign of life for 60 s', ...ended };
  return { state: 'stopped', ...ended };
}

function draftOf(
  random: SeedRandom,
  { startedMs, ...change }: Partial<Draft> & { readonly startedMs: number },
): Draft {
  return {
    id: random.id(startedMs),
    type: 'executor',
    state: 'idle',
    version: 1,
    reason: null,
    pool: demoPool,
    host: random.pick(hosts),
    pid: random.between(900, 60_000),
    process_started: String(Math.floor(startedMs / 1000)),
    queue_ids: [],
    capabilities: ['code'],
    current_task_id: null,
    heartbeat_at: instant(startedMs),
    tasks_completed: 0,
    tasks_failed: 0,
    total_execution_ms: 0,
    started_at: instant(startedMs),
    ended_at: null,
    ...change,
  };
}
