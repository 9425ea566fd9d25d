import { UetError } from '@uet/core';
import { sourceOfText, type TemplateSource } from '@uet/runtime';
import type { App } from '../api/app.js';

/** How a request names a template: by the name of a stored one, or with its text. */
export interface GivenTemplate {
  readonly name?: string | undefined;
  readonly text?: string | undefined;
  readonly path?: string | undefined;
}

/** The template of a request, and the name by which a run of it is known. Throws `bad_argument` or `not_found`. */
export async function sourceOf(
  { session: { store } }: App,
  { name, text, path }: GivenTemplate,
): Promise<TemplateSource & { readonly name: string }> {
  if ((name === undefined) === (text === undefined)) {
    throw new UetError('bad_argument', 'a template is given either by its name or by its text', {
      hint: 'send one of the two',
    });
  }
  if (text !== undefined) return sourceFrom(text, path ?? null);
  const [stored] = await store.list('templates', { name: name ?? '' });
  if (stored === undefined) {
    throw new UetError('not_found', `there is no template ${name}`, {
      where: name ?? '',
      hint: '`templates.list` names the stored ones',
    });
  }
  return { ...sourceFrom(stored.text, stored.path), name: stored.path ?? stored.name };
}

const sourceFrom = (text: string, path: string | null) => ({
  ...sourceOfText(text, path),
  name: path ?? 'template',
});
