import { formatUsd } from '@uet/core';
import type { TemplateLine } from '@uet/schemas/api';
import { print, printJson } from '../output.js';
import { readInput } from '../read-input.js';
import { withApi } from '../session/with-api.js';
import { pathOf, type Surroundings } from '../surroundings.js';
import { columns } from '../view/format.js';

interface Options {
  readonly json?: boolean;
}

const heads = ['NAME', 'VERSION', 'STATUS', 'TASKS', 'RUNS', 'SUCCEEDED', 'COST', 'TITLE'];

/** `uet templates list`: the stored ones. */
export async function list(cli: Surroundings, { json }: Options): Promise<number> {
  return withApi(cli, async ({ api }) => {
    const { items } = await api.templates.list.query({});
    if (json === true) printJson(cli, items);
    else if (items.length === 0) print(cli, 'no templates yet: `uet templates save <file>` keeps one');
    else for (const line of columns([heads, ...items.map(rowOf)])) print(cli, line);
    return 0;
  });
}

const rowOf = (line: TemplateLine): string[] => [
  line.name,
  line.template_version,
  line.status,
  line.tasks === null ? '?' : String(line.tasks),
  String(line.runs),
  String(line.succeeded),
  line.mean_cost_usd === null ? '' : formatUsd(line.mean_cost_usd),
  line.title,
];

/** `uet templates show`: the text, to the byte. */
export async function show(cli: Surroundings, name: string, { json }: Options): Promise<number> {
  return withApi(cli, async ({ api }) => {
    const found = await api.templates.get.query({ name });
    if (json === true) printJson(cli, found);
    else cli.stdout.write(found.text);
    return 0;
  });
}

/** `uet templates save`: keeps a template under the name in its header. */
export async function save(cli: Surroundings, file: string, { json }: Options): Promise<number> {
  const text = await readInput(cli, file, { what: 'the template' });
  return withApi(cli, async ({ api }) => {
    const saved = await api.templates.save.mutate({ text, path: pathOf(cli, file) });
    if (json === true) printJson(cli, saved);
    else print(cli, `template ${saved.name} is saved`);
    return 0;
  });
}

/** `uet templates remove`: its runs stay. */
export async function remove(cli: Surroundings, name: string, { json }: Options): Promise<number> {
  return withApi(cli, async ({ api }) => {
    await api.templates.remove.mutate({ name });
    if (json === true) printJson(cli, { name });
    else print(cli, `template ${name} is removed; its runs stay`);
    return 0;
  });
}
