import { UetError } from '@uet/core';
import type { Task } from '@uet/schemas';
import type { EngineContext } from '../engine/engine-context.js';
import type { PolicyPlace } from './policy-of.js';

/** A task with the rows of its phase and workstream. */
export async function placeOf({ store }: Pick<EngineContext, 'store'>, task: Task): Promise<PolicyPlace> {
  const phase = await store.find('phases', task.phase_id);
  const workstream = await store.find('workstreams', task.workstream_id);
  if (phase === null || workstream === null) throw new UetError('internal', `task ${task.id} has no place`);
  return { phase, workstream, task };
}
