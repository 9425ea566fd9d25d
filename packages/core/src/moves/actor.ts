/** Who causes an event: this program, one of its workers, or a person. */
export type Actor = 'system' | `worker:${string}` | `person:${string}`;

/** True where the actor is a person. */
export const isPerson = (actor: Actor): boolean => actor.startsWith('person:');
