import { type Machine, machines, type Tone } from '@uet/core';
import type { ExecutionEvent } from '@uet/schemas';
import { flatten } from './format.js';
import { markOf } from './marks.js';

/** The names behind ids, for a person. */
export interface Names {
  /** The template's name of a task, workstream or phase, or the name of a gate; the id where it has none. */
  of(id: string): string;
}

const toneOf = ({ entity_type: entity, to_state: state }: ExecutionEvent): Tone => {
  const machine = machines.find(({ name }: Machine) => name === entity);
  return (state === null ? undefined : machine?.states[state]?.tone) ?? 'neutral';
};

/** One event as a line: `12:03:04 ✓ task format completed`. */
export function eventLine(event: ExecutionEvent, names: Names): string {
  const time = event.at.slice(11, 19);
  const subject = event.entity_type === 'patch' && event.task_id !== null ? event.task_id : event.entity_id;
  const what = `${event.entity_type} ${names.of(subject)} ${(event.to_state ?? event.trigger).replaceAll('_', ' ')}`;
  const why = event.reason === null ? '' : `: ${flatten(event.reason)}`;
  return `${time} ${markOf(toneOf(event))} ${what}${why}`;
}
