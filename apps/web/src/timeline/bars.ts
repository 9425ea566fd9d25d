import type { TaskLine } from '@uet/schemas/api';
import type { RunTimeline } from '@/run/use-run';
import type { Stateful } from '@/ui/state-badge';

/** A stretch of time in the life of a task. */
export interface Bar {
  readonly id: string;
  readonly kind: 'waiting' | 'attempt' | 'landing' | 'gate';
  /** Milliseconds since the epoch. */
  readonly from: number;
  /** Null where it goes on. */
  readonly to: number | null;
  /** What it is, in words. */
  readonly title: string;
  /** What fits into a short bar. */
  readonly short: string;
  /** The state of the attempt or gate. */
  readonly state: { readonly of: Stateful; readonly name: string } | null;
}

/** What of the timeline belongs to one task. */
export interface TaskTimes {
  readonly attempts: RunTimeline['attempts'];
  readonly gates: RunTimeline['gates'];
  readonly landed: RunTimeline['landed'];
}

const at = (instant: string): number => Date.parse(instant);

const waiting = (id: string, from: number, to: number | null, title: string): Bar[] =>
  to !== null && to <= from ? [] : [{ id, kind: 'waiting', from, to, title, short: '', state: null }];

/** What a task waited for before its attempts, and waits for after them. */
function waits(task: TaskLine, attempts: TaskTimes['attempts']): Bar[] {
  const queued = task.queued_at === null ? null : at(task.queued_at);
  const first = attempts[0];
  const bars: Bar[] = [];
  if (queued !== null && (first === undefined || queued < at(first.started_at))) {
    const until = first === undefined ? (task.ended_at ?? null) : first.started_at;
    bars.push(...waiting('queued', queued, until === null ? null : at(until), 'Waited for a worker'));
  }
  for (const [index, attempt] of attempts.entries()) {
    const next = attempts[index + 1];
    if (next === undefined || attempt.ended_at === null) continue;
    const title = `Between attempts ${attempt.number} and ${next.number}`;
    bars.push(...waiting(`after-${attempt.id}`, at(attempt.ended_at), at(next.started_at), title));
  }
  const last = attempts.at(-1);
  if (last?.ended_at && (task.state === 'queued' || task.state === 'retrying')) {
    bars.push(...waiting('next', at(last.ended_at), null, 'Waits for the next attempt'));
  }
  return bars;
}

/** From the end of the last attempt until its patch landed, or until now. */
function landing(task: TaskLine, { attempts, landed }: TaskTimes): Bar[] {
  const last = attempts.at(-1);
  if (last === undefined || last.ended_at === null) return [];
  const shape = { id: 'landing', kind: 'landing', short: 'landing', state: null } as const;
  const end = landed.at(-1);
  if (end !== undefined) {
    const from = Math.min(at(end.committed_at), at(end.queued_at ?? last.ended_at));
    return [{ ...shape, from, to: at(end.committed_at), title: 'Landed: checked, and waited in its lane' }];
  }
  if (task.state !== 'validating') return [];
  return [{ ...shape, from: at(last.ended_at), to: null, title: 'Is checked, and waits to land' }];
}

/** The life of a task as stretches of time. */
export function barsOf(task: TaskLine, times: TaskTimes): Bar[] {
  const attempts = times.attempts.toSorted((a, b) => a.number - b.number);
  return [
    ...waits(task, attempts),
    ...landing(task, { ...times, attempts }),
    ...attempts.map(
      (attempt): Bar => ({
        id: attempt.id,
        kind: 'attempt',
        from: at(attempt.started_at),
        to: attempt.ended_at === null ? null : at(attempt.ended_at),
        title: `Attempt ${attempt.number} with ${attempt.tool_id}${attempt.failure_kind === null ? '' : ` (${attempt.failure_kind.replaceAll('_', ' ')})`}`,
        short: `#${attempt.number}`,
        state: { of: 'attempt', name: attempt.state },
      }),
    ),
    ...times.gates.flatMap((gate): Bar[] =>
      gate.started_at === null
        ? []
        : [
            {
              id: gate.id,
              kind: 'gate',
              from: at(gate.started_at),
              to: gate.ended_at === null ? null : at(gate.ended_at),
              title: `Gate ${gate.name}${gate.cached ? ' (the verdict was known)' : ''}`,
              short: gate.name,
              state: { of: 'gate', name: gate.state },
            },
          ],
    ),
  ];
}
