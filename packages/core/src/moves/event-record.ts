import type { EntityType, ExecutionEvent, Severity } from '@uet/schemas';
import { machines, type Tone } from '../machines/index.js';

/** An event as it is written; the store gives it its cursor. */
export type EventRecord = Omit<ExecutionEvent, 'cursor'>;

const severityOfTone: Record<Tone, Severity> = {
  neutral: 'info',
  active: 'info',
  waiting: 'info',
  good: 'info',
  warning: 'warning',
  bad: 'error',
};

/** How much it matters that an entity reaches a state, by `entity state`. */
const severities: ReadonlyMap<string, Severity> = new Map(
  machines.flatMap(({ name, states }) =>
    Object.entries(states).map(([state, { tone }]) => [`${name} ${state}`, severityOfTone[tone]] as const),
  ),
);

/** Where an event belongs: the ids that its row carries, under whatever column it keeps them. */
function placeOf(
  entity: EntityType,
  row: Record<string, unknown>,
): Pick<EventRecord, 'run_id' | 'workstream_id' | 'task_id' | 'tool_id' | 'worker_id'> {
  const text = (column: string): string | null => {
    const value = row[column];
    return typeof value === 'string' ? value : null;
  };
  const own = (kind: EntityType): string | null => (entity === kind ? text('id') : null);
  return {
    run_id: own('run') ?? text('run_id'),
    workstream_id: own('workstream') ?? text('workstream_id'),
    task_id: own('task') ?? text('task_id') ?? text('current_task_id'),
    tool_id: own('breaker') ?? text('tool_id'),
    worker_id: own('worker') ?? text('worker_id') ?? text('lease_worker_id'),
  };
}

/** What is to be recorded of an entity: what happened, who caused it, and when. */
export interface Happening {
  /** The event of the machine, or another word in its place. */
  readonly trigger: string;
  readonly actor: string;
  readonly at: string;
  /** Null for something new, and where no state changed. */
  readonly fromState: string | null;
  /** Null where no state changed. */
  readonly toState: string | null;
  readonly payload?: EventRecord['payload'] | undefined;
  /** Given where no state says it; otherwise that of the state that is reached, or `info`. */
  readonly severity?: Severity | undefined;
}

/** The event row of a move, of the making of a row, or of something else worth recording. */
export function eventOf(
  entity: EntityType,
  row: { readonly id: string; readonly reason?: string | null },
  what: Happening,
): EventRecord {
  return {
    at: what.at,
    type: `${entity}.${what.trigger}`,
    severity: what.severity ?? severities.get(`${entity} ${what.toState}`) ?? 'info',
    entity_type: entity,
    entity_id: row.id,
    from_state: what.fromState,
    to_state: what.toState,
    trigger: what.trigger,
    reason: row.reason ?? null,
    actor: what.actor,
    ...placeOf(entity, row as Record<string, unknown>),
    payload: what.payload ?? {},
  };
}
