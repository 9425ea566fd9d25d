import { type Actor, type ChangeSet, retryStale, type Store, UetError } from '@uet/core';
import type { DocMetadata, StoredTemplate } from '@uet/schemas';
import { sha256Of } from '../engine/digest.js';
import { changesOf, type EngineContext, transact } from '../engine/engine-context.js';
import { readTemplate, sourceOfText } from './ready-template.js';

/** A template as it was written, and what its header says. */
export interface TemplateText {
  readonly text: string;
  /** The file that it was read from, absolute; null where it was typed in. */
  readonly path: string | null;
  readonly metadata: DocMetadata;
}

/**
 * Saves a template under the name in its header. Throws `bad_template` for one that could not be run, `stale` where it
 * is not in the expected version any more: somebody else saved it meanwhile. Null overwrites whatever is there.
 */
export async function saveTemplate(
  context: EngineContext,
  { text, path }: Pick<TemplateText, 'text' | 'path'>,
  actor: Actor,
  expectedVersion: number | null,
): Promise<StoredTemplate> {
  const { template } = readTemplate(sourceOfText(text, path), context.tools);
  const given = { text, path, metadata: template.metadata };
  const save = async (): Promise<StoredTemplate> => {
    const changes = changesOf(context, actor);
    const known = await findTemplate(context.store, template.metadata.name);
    refuseOvertaken(template.metadata.name, known, expectedVersion);
    const saved = writeTemplate(changes, known, given);
    changes.note('template', saved, 'save', { name: saved.name, template_version: saved.template_version });
    await context.store.commit(changes);
    return saved;
  };
  // Who expects a version has to look at what is there now.
  return expectedVersion === null ? retryStale(() => takingTurns(save)) : takingTurns(save);
}

/** Removes a template; its runs stay. Throws `not_found`. */
export async function removeTemplate(context: EngineContext, name: string, actor: Actor): Promise<void> {
  await transact(context, actor, async (changes) => {
    const known = await findTemplate(context.store, name);
    if (known === null) {
      throw new UetError('not_found', `there is no template ${name}`, {
        hint: 'a template is known once it was saved or run',
        where: name,
      });
    }
    changes.note('template', known, 'remove', { name });
    changes.remove('templates', known);
  });
}

/** The stored template of a name, or null. */
export async function findTemplate(store: Store, name: string): Promise<StoredTemplate | null> {
  const [known] = await store.list('templates', { name }, { limit: 1 });
  return known ?? null;
}

/** Keeps the template that a run is started from: as it is now, and when it was last run. */
export async function recordUse(
  { store }: Pick<EngineContext, 'store'>,
  changes: ChangeSet,
  given: TemplateText,
): Promise<void> {
  const known = await findTemplate(store, given.metadata.name);
  // A text that was sent without its file is still beside the files that it names.
  const path = given.path ?? known?.path ?? null;
  const isSame = known !== null && known.sha256 === sha256Of(given.text) && known.path === path;
  const kept = isSame ? known : writeTemplate(changes, known, { ...given, path });
  changes.touch('templates', kept, { last_run_at: changes.now });
}

/** Notes that a template was run once more, where it is still there. */
export async function touchTemplate(
  { store }: Pick<EngineContext, 'store'>,
  changes: ChangeSet,
  name: string,
): Promise<void> {
  const known = await findTemplate(store, name);
  if (known !== null) changes.touch('templates', known, { last_run_at: changes.now });
}

function refuseOvertaken(name: string, known: StoredTemplate | null, expected: number | null): void {
  if (expected === null || known?.version === expected) return;
  const now =
    known === null ? 'is not there any more' : `was saved by ${known.saved_by} at ${known.updated_at}`;
  throw new UetError('stale', `template ${name} ${now}`, {
    hint: 'load it again, and make your change in what is there now',
    where: name,
  });
}

function writeTemplate(
  changes: ChangeSet,
  known: StoredTemplate | null,
  { text, path, metadata }: TemplateText,
): StoredTemplate {
  const content = {
    template_version: metadata.version,
    title: metadata.title ?? metadata.name,
    description: metadata.description ?? null,
    status: metadata.status ?? 'active',
    path,
    sha256: sha256Of(text),
    text,
    saved_by: changes.actor,
    updated_at: changes.now,
  };
  if (known !== null) return changes.change('templates', known, content);
  return changes.insert('templates', {
    id: changes.newId(),
    name: metadata.name,
    version: 0,
    created_at: changes.now,
    last_run_at: null,
    ...content,
  });
}

/** Two that save a name for the first time make the same row: the loser finds it there and writes over it. */
async function takingTurns<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof UetError) || error.code !== 'already_exists') throw error;
    return write();
  }
}
