import type { Tone } from '@uet/core';
import type { Health } from '@uet/schemas/api';
import { exitCodes } from '../exit-codes.js';
import { print, printJson } from '../output.js';
import { withApi } from '../session/with-api.js';
import type { Surroundings } from '../surroundings.js';
import { columns } from '../view/format.js';
import { markOf } from '../view/marks.js';

interface Options {
  readonly json?: boolean;
}

const tones: Record<Health['status'], Tone> = { ok: 'good', warning: 'warning', error: 'bad' };

/** `uet health`: how database, queue, workers and breakers are, and what is stuck; 5 where something is broken. */
export async function health(cli: Surroundings, { json }: Options): Promise<number> {
  return withApi(cli, async ({ api, server }) => {
    const found = await api.system.health.query({});
    if (json === true) printJson(cli, found);
    else {
      const where = server === null ? 'no server; looked at directly' : `server ${server.url}`;
      print(cli, `${markOf(tones[found.status])} ${found.status} (${where}, version ${found.version})`);
      for (const line of linesOf(found)) print(cli, line);
    }
    return found.status === 'error' ? exitCodes.system : exitCodes.succeeded;
  });
}

function linesOf({ checks, stuck }: Health): string[] {
  const rows = columns(checks.map(({ name, detail }) => [name, detail]));
  return [
    ...checks.map(({ status }, at) => `  ${markOf(tones[status])} ${rows[at]}`),
    ...stuck.flatMap(({ entity_type: entity, entity_id: id, state, since, remedy }) => [
      `  ${markOf('warning')} ${entity} ${id} is ${state} since ${since}`,
      `      ${remedy}`,
    ]),
  ];
}
