import type { EntityType } from '@uet/schemas';

/** How a state looks: the color family of its badge. */
export type Tone = 'neutral' | 'active' | 'waiting' | 'good' | 'bad' | 'warning';

/** What a machine says of one of its states. */
export interface StateRow {
  /** One sentence for a tooltip. */
  readonly means: string;
  readonly tone: Tone;
  /** Columns of the row that must not be null in this state. */
  readonly requires?: readonly string[];
}

/** What a machine says of one of its events. */
export interface EventRow<S extends string> {
  readonly from: readonly S[];
  readonly to: S;
  /** Who may cause it; absent for anyone. */
  readonly by?: 'person' | 'system';
}

/** A state machine as one table: states, events, and nothing else. */
export interface Machine<S extends string = string, E extends string = string> {
  readonly name: EntityType;
  /** The table that keeps its rows. */
  readonly table: string;
  readonly initial: S;
  readonly states: Readonly<Record<S, StateRow>>;
  readonly events: Readonly<Record<E, EventRow<S>>>;
}

/** The states of a machine. */
export type StateOf<M> = M extends Machine<infer S, string> ? S : never;
/** The events of a machine. */
export type EventOf<M> = M extends Machine<string, infer E> ? E : never;

/** True where no event leaves the state. */
export function isFinal<S extends string>(machine: Machine<S>, state: S): boolean {
  return !Object.values<EventRow<S>>(machine.events).some((event) => event.from.includes(state));
}

/** The final states of a machine. */
export function finalStates<S extends string>(machine: Machine<S>): S[] {
  return (Object.keys(machine.states) as S[]).filter((state) => isFinal(machine, state));
}

/** The events that may happen in a state: the buttons to draw. */
export function eventsFrom<S extends string, E extends string>(machine: Machine<S, E>, state: S): E[] {
  return (Object.keys(machine.events) as E[]).filter((event) => machine.events[event].from.includes(state));
}

/** Checks that every state can be reached from the initial one, and returns the machine. */
export function defineMachine<S extends string, E extends string>(machine: Machine<S, E>): Machine<S, E> {
  const reached = new Set<S>([machine.initial]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const event of Object.values<EventRow<S>>(machine.events)) {
      if (!reached.has(event.to) && event.from.some((state) => reached.has(state))) {
        reached.add(event.to);
        grown = true;
      }
    }
  }
  const unreached = (Object.keys(machine.states) as S[]).filter((state) => !reached.has(state));
  if (unreached.length > 0) {
    throw new Error(`machine ${machine.name}: no event reaches ${unreached.join(', ')}`);
  }
  return machine;
}
