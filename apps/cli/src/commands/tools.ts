import { builtInTools, loadCatalog, probeTools, readConfig, type ToolProbe } from '@uet/runtime';
import { print, printJson } from '../output.js';
import { type FoundServer, findApi } from '../session/find-api.js';
import { byServer } from '../session/with-api.js';
import type { Surroundings } from '../surroundings.js';
import { columns } from '../view/format.js';
import { markOf } from '../view/marks.js';

interface Options {
  readonly json?: boolean;
}

/** A tool as `--json` lists it; every key is part of the interface. */
interface ReportedTool extends Omit<ToolProbe, 'kind'> {
  readonly kind: string;
  /** The state of its breaker; null where it was never called, or no server knows. */
  readonly breaker: string | null;
}

/**
 * `uet tools list`: the catalogue, and which of its tools are installed; of a server also whether their breakers are
 * open. Alone, it needs no database.
 */
export async function list(cli: Surroundings, { json }: Options): Promise<number> {
  const server = await findApi(cli);
  const all = server === null ? await toolsHere(cli) : await toolsOf(server);
  const tools = all.filter(({ id }) => !Object.hasOwn(builtInTools, id));
  if (json === true) printJson(cli, tools);
  else for (const line of linesOf(tools)) print(cli, line);
  return 0;
}

async function toolsHere({ env }: Surroundings): Promise<ReportedTool[]> {
  const catalog = await loadCatalog(readConfig(env).catalogs);
  const probes = await probeTools(catalog, { baseEnv: env });
  return probes.map((probe) => ({ ...probe, breaker: null }));
}

const toolsOf = (server: FoundServer): Promise<ReportedTool[]> =>
  byServer(server, async ({ api }) => {
    const { items } = await api.tools.list.query({ probe: true });
    return items.map(({ tool_id: id, kind, title, available, version, message, breaker }) => ({
      id,
      kind,
      title,
      installed: available === true,
      version,
      message,
      breaker: breaker?.state ?? null,
    }));
  });

function linesOf(tools: readonly ReportedTool[]): string[] {
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
