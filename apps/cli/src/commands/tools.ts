import { builtInTools } from '@uet/runtime';
import type { ToolLine } from '@uet/schemas/api';
import { print, printJson } from '../output.js';
import { withApi } from '../session/with-api.js';
import type { Surroundings } from '../surroundings.js';
import { columns } from '../view/format.js';
import { markOf } from '../view/marks.js';

interface Options {
  readonly json?: boolean;
}

/** `uet tools list`: the catalogue, which of its tools are installed, and whether their breakers are open. */
export async function list(cli: Surroundings, { json }: Options): Promise<number> {
  return withApi(cli, async ({ api }) => {
    const { items } = await api.tools.list.query({ probe: true });
    const tools = items.filter(({ tool_id: id }) => !Object.hasOwn(builtInTools, id)).map(asReported);
    if (json === true) printJson(cli, tools);
    else for (const line of linesOf(tools)) print(cli, line);
    return 0;
  });
}

/** A tool as `--json` lists it; every key is part of the interface. */
const asReported = (line: ToolLine) => ({
  id: line.tool_id,
  kind: line.kind,
  title: line.title,
  installed: line.available === true,
  version: line.version,
  message: line.message,
  /** The state of its breaker; null where it was never called. */
  breaker: line.breaker?.state ?? null,
});

function linesOf(tools: ReadonlyArray<ReturnType<typeof asReported>>): string[] {
  const rows = columns(
    tools.map(({ id, title, kind, installed, version, breaker }) => [
      id,
      title,
      kind,
      installed ? (version ?? 'installed') : 'not installed',
      breaker === null || breaker === 'closed' ? '' : `breaker ${breaker.replace('_', ' ')}`,
    ]),
  );
  return tools.flatMap(({ installed, message }, at) => [
    `${markOf(installed ? 'good' : 'neutral')} ${rows[at]}`,
    ...(message === null ? [] : [`    ${message}`]),
  ]);
}
