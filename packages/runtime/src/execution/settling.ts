import type { ChangeSet, TaskLifecycle } from '@uet/core';
import type { Attempt, RunState, Task } from '@uet/schemas';
import type { EngineContext } from '../engine/engine-context.js';
import type { JudgedPatch } from './judge-patch.js';
import type { Work } from './work.js';

/** An attempt that ended, its rows as they were read, and the changes that settle it. */
export interface Settling {
  readonly context: EngineContext;
  readonly changes: ChangeSet;
  readonly tasks: TaskLifecycle;
  readonly run: RunState;
  readonly task: Task;
  readonly attempt: Attempt;
  readonly work: Work;
  readonly judged: JudgedPatch | null;
}
