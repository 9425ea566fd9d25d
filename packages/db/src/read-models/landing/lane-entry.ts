import type { PatchLine } from '@uet/schemas/api';

/** A patch in its lane, with what says why it waits. */
export interface LaneEntry {
  readonly patch: PatchLine;
  readonly since: string;
  readonly run_state: string;
}
