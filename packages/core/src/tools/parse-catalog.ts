import { type ToolCatalog, toolCatalog } from '@uet/schemas';
import { loadDocument, openProblemList, problemsError } from '../documents/index.js';
import { checkTool } from './catalog-rules.js';

/**
 * Reads a tool catalogue from YAML or JSON. Throws `bad_catalog` with every problem and its `file:line:column`.
 * `file` is the name for messages; `.json` at its end makes it strict JSON.
 */
export function parseCatalog(text: string, { file }: { readonly file: string }): ToolCatalog {
  const { value, document } = loadDocument(text, toolCatalog, { file, code: 'bad_catalog' });
  const list = openProblemList(document, 'bad_catalog');
  for (const [id, tool] of Object.entries(value.tools)) {
    for (const { path, character = 0, message, hint } of checkTool(tool)) {
      const offset = document.offsetOf(
        ['tools', id, ...path],
        path.length === 0 ? 'key' : 'value',
        character,
      );
      list.add(offset, { message: `${id}: ${message}`, hint });
    }
  }
  if (list.count() > 0) throw problemsError('bad_catalog', list.problems());
  return value;
}

/** One catalogue from several; a tool of a later one stands for the tool with its id in an earlier one, whole. */
export function mergeCatalogs(...catalogs: readonly ToolCatalog[]): ToolCatalog {
  return { catalog: 'v1', tools: Object.assign({}, ...catalogs.map(({ tools }) => tools)) };
}
