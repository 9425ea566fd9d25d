import { type Actor, UetError } from '@uet/core';
import type { SavedView } from '@uet/schemas';
import { type EngineContext, transact } from '../engine/engine-context.js';

/** Saves filters and order under a name; what had the name before is overwritten. */
export async function saveView(
  context: EngineContext,
  { name, query }: Pick<SavedView, 'name' | 'query'>,
  actor: Actor,
): Promise<SavedView> {
  const save = (): Promise<SavedView> =>
    transact(context, actor, async (changes) => {
      const [known] = await context.store.list('saved_views', { name }, { limit: 1 });
      const saved =
        known === undefined
          ? changes.insert('saved_views', {
              id: changes.newId(),
              name,
              version: 0,
              query,
              created_by: actor,
              created_at: changes.now,
            })
          : changes.change('saved_views', known, { query });
      changes.note('view', saved, 'save', { name });
      return saved;
    });
  try {
    return await save();
  } catch (error) {
    // Two that save a name for the first time make the same row: the loser finds it there.
    if (!(error instanceof UetError) || error.code !== 'already_exists') throw error;
    return save();
  }
}

/** Deletes a saved view. Throws `not_found`. */
export async function deleteView(context: EngineContext, viewId: string, actor: Actor): Promise<void> {
  await transact(context, actor, async (changes) => {
    const view = await context.store.find('saved_views', viewId);
    if (view === null) throw new UetError('not_found', `there is no view ${viewId}`, { where: viewId });
    changes.note('view', view, 'delete', { name: view.name });
    changes.remove('saved_views', view);
  });
}
