import { loadCatalog, type ReadyTemplate, readConfig, readyTemplate } from '@uet/runtime';
import { parseAssignments } from './arguments.js';
import { readInput } from './read-input.js';
import { pathOf, type Surroundings } from './surroundings.js';

/**
 * Reads a template, its parameters, and the names of the tools that it may use. Throws `bad_template` (with every
 * problem), `bad_parameter` or `bad_catalog`.
 */
export async function readTemplate(
  cli: Surroundings,
  file: string,
  assignments: readonly string[] = [],
): Promise<ReadyTemplate> {
  const given = parseAssignments(assignments);
  const text = await readInput(cli, file, { what: 'the template' });
  const { tools } = await loadCatalog(readConfig(cli.env).catalogs);
  return readyTemplate({ text, file, path: pathOf(cli, file) }, given, tools);
}

/** What the author of a template should look at, each as `file:line:column  message`. */
export const warningsOf = ({ warnings }: ReadyTemplate): string[] =>
  warnings.map(({ where, message }) => `${where}  ${message}`);
