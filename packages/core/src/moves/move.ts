import { UetError } from '../errors/index.js';
import type { EventRow, Machine } from '../machines/index.js';
import { type Actor, isPerson } from './actor.js';

/** What every row that a machine governs has. */
export interface StatefulRow<S extends string = string> {
  readonly id: string;
  readonly state: S;
  readonly version: number;
  readonly reason: string | null;
}

/** What is asked of a machine: the event, who causes it, and the columns that change with it. */
export interface MoveRequest<E extends string, R> {
  readonly event: E;
  readonly actor: Actor;
  readonly reason?: string | null;
  readonly change?: Partial<R>;
}

/**
 * Moves a row by one event and returns the row as it is afterwards (version + 1).
 *
 * Refuses with `illegal_move` (no such event in this state), `forbidden` (the event is for another kind of
 * actor) or `incomplete` (the new state requires a column that is null). `reason` is replaced at every move.
 */
export function move<S extends string, E extends string, R extends StatefulRow<S>>(
  machine: Machine<S, E>,
  row: R,
  request: MoveRequest<E, R>,
): R {
  const event: EventRow<S> | undefined = machine.events[request.event];
  if (event === undefined || !event.from.includes(row.state)) {
    throw new UetError(
      'illegal_move',
      `${machine.name} ${row.id} is ${row.state}: ${request.event} is not possible`,
      {
        where: row.id,
      },
    );
  }
  if (event.by !== undefined && (event.by === 'person') !== isPerson(request.actor)) {
    throw new UetError(
      'forbidden',
      `${machine.name} ${row.id}: ${request.event} is for a ${event.by}, not ${request.actor}`,
      {
        where: row.id,
      },
    );
  }
  const next: R = {
    ...row,
    reason: request.reason ?? null,
    ...request.change,
    state: event.to,
    version: row.version + 1,
  };
  for (const column of machine.states[event.to].requires ?? []) {
    const value = (next as Record<string, unknown>)[column];
    if (value === null || value === undefined) {
      throw new UetError('incomplete', `${machine.name} ${row.id}: ${event.to} requires ${column}`, {
        where: row.id,
      });
    }
  }
  return next;
}
