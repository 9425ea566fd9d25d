import { eventsFrom, patchMachine } from '@uet/core';
import type { PatchLine } from '@uet/schemas/api';

/** What a person can do with a patch: the name of the event, of the procedure, and of the button. */
const patchActions = ['release', 'roll_back', 'drop'] as const;

/** What a person can do with a patch. */
export type PatchAction = (typeof patchActions)[number];

/** What the state of a patch allows; what has been taken back already cannot be taken back again. */
export function actionsOf(
  patch: Pick<PatchLine, 'state'>,
  rolledBackBy: string | null,
): readonly PatchAction[] {
  const events: readonly string[] = eventsFrom(patchMachine, patch.state);
  return patchActions.filter(
    (action) => events.includes(action) && (action !== 'roll_back' || rolledBackBy === null),
  );
}
