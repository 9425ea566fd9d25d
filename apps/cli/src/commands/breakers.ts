import type { CircuitBreakerRow } from '@uet/schemas';
import { print, printJson } from '../output.js';
import { type Reached, withApi } from '../session/with-api.js';
import type { Surroundings } from '../surroundings.js';
import { columns } from '../view/format.js';

interface Options {
  readonly json?: boolean;
}

const heads = ['TOOL', 'STATE', 'FAILURES', 'OPEN UNTIL (UTC)', 'REASON'];

/** `uet breakers list`. */
export async function list(cli: Surroundings, { json }: Options): Promise<number> {
  return withApi(cli, async ({ api }) => {
    const { items } = await api.breakers.list.query({});
    if (json === true) printJson(cli, items);
    else if (items.length === 0) print(cli, 'no breakers: no tool was called yet');
    else for (const line of columns([heads, ...items.map(rowOf)])) print(cli, line);
    return 0;
  });
}

const rowOf = (breaker: CircuitBreakerRow): string[] => [
  breaker.id,
  breaker.state,
  String(breaker.consecutive_failures),
  breaker.open_until?.slice(0, 19).replace('T', ' ') ?? '',
  breaker.reason ?? '',
];

/** `uet breakers force-open`: the tool is not called until its breaker is reset. */
export async function forceOpen(
  cli: Surroundings,
  toolId: string,
  { reason, json }: Options & { readonly reason: string },
): Promise<number> {
  return withApi(cli, async (reached) => {
    await reached.api.breakers.force_open.mutate({ tool_id: toolId, reason });
    return tellBreaker(cli, reached, toolId, json === true);
  });
}

/** `uet breakers reset`: the tool is called again. */
export async function reset(
  cli: Surroundings,
  toolId: string,
  { reason, json }: Options & { readonly reason?: string },
): Promise<number> {
  return withApi(cli, async (reached) => {
    await reached.api.breakers.reset.mutate({ tool_id: toolId, ...(reason === undefined ? {} : { reason }) });
    return tellBreaker(cli, reached, toolId, json === true);
  });
}

async function tellBreaker(
  cli: Surroundings,
  { api }: Reached,
  toolId: string,
  json: boolean,
): Promise<number> {
  const { items } = await api.breakers.list.query({});
  const breaker = items.find(({ id }) => id === toolId);
  if (json) printJson(cli, breaker ?? null);
  else print(cli, `the breaker of ${toolId} is ${breaker?.state}`);
  return 0;
}
