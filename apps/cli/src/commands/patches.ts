import type { UetClient } from '@uet/client';
import { patchLedgerEntry, patchStateName, testGate } from '@uet/schemas';
import type { PatchLine } from '@uet/schemas/api';
import { oneOf } from '../arguments.js';
import { print, printJson } from '../output.js';
import { pick } from '../pick.js';
import { findId, findRunId } from '../session/find-id.js';
import { readPages } from '../session/read-pages.js';
import { withApi } from '../session/with-api.js';
import type { Surroundings } from '../surroundings.js';
import { columns, countOf, cut, flatten } from '../view/format.js';
import { plainText } from '../view/plain-text.js';

interface Options {
  readonly json?: boolean;
}

interface ListOptions extends Options {
  readonly run?: string;
  readonly state?: readonly string[];
}

/** `uet patches list`: the oldest first. */
export async function list(cli: Surroundings, options: ListOptions): Promise<number> {
  const states = oneOf(options.state ?? [], '--state', patchStateName.options);
  return withApi(cli, async ({ api }) => {
    const filter = { states, run_id: await findRunId(api, options.run) };
    const patches = (await readPages((page) => api.patches.list.query({ ...filter, ...page }))).reverse();
    if (options.json === true) printJson(cli, patches.map(asReported));
    else if (patches.length === 0) print(cli, 'no patches');
    else {
      const heads = ['PATCH', 'STATE', 'TASK', 'SIZE', 'COMMIT OR REASON'];
      for (const line of columns([heads, ...patches.map(rowOf)])) print(cli, line);
    }
    return 0;
  });
}

/** A patch as `--json` lists it; every key is part of the interface. */
const asReported = (patch: PatchLine) => ({
  id: patch.id,
  runId: patch.run_id,
  taskKey: patch.task_key,
  taskTitle: patch.task_title,
  state: patch.state,
  reason: patch.reason,
  commitId: patch.commit_id,
  treeId: patch.tree_id,
  files: patch.files_touched,
  insertions: patch.insertions,
  deletions: patch.deletions,
  createdAt: patch.created_at,
});

/** What a patch does, in two words: `2 files +3 −1`. */
export const sizeOf = ({ files_touched: files, insertions, deletions }: PatchLine): string =>
  `${countOf(files.length, 'file')} +${insertions} −${deletions}`;

const rowOf = (patch: PatchLine): string[] => [
  patch.id,
  patch.state,
  patch.task_key,
  sizeOf(patch),
  patch.commit_id?.slice(0, 10) ?? cut(patch.reason ?? '', 80),
];

/** `uet patches show`. */
export async function show(
  cli: Surroundings,
  id: string,
  options: Options & { readonly diff?: boolean },
): Promise<number> {
  return withApi(cli, async ({ api }) => {
    const patchId = await findId(api, 'patch', id);
    if (options.diff === true && options.json !== true) {
      cli.stdout.write(diffOf(await api.patches.content.query({ patch_id: patchId })));
      return 0;
    }
    const life = await readLife(api, patchId);
    const { entry, artifact, gates, history } = life;
    if (options.json === true) printJson(cli, { ...entry, artifact, gates, history });
    else for (const line of lifeLines(life)) print(cli, line);
    return 0;
  });
}

const diffOf = ({ diff }: { readonly diff: string }): Buffer => Buffer.from(diff, 'base64');

async function readLife(api: UetClient, patchId: string) {
  const ofPatch = { patch_id: patchId };
  const [{ patch, gates }, artifact, events] = await Promise.all([
    api.patches.get.query(ofPatch),
    api.patches.content.query(ofPatch),
    readPages((page) => api.events.list.query({ entity_id: patchId, ...page })),
  ]);
  return {
    entry: pick(patch, patchLedgerEntry.keyof().options),
    artifact,
    gates: gates.map((gate) => pick(gate, testGate.keyof().options)),
    history: events.reverse(),
  };
}

function lifeLines({ entry, artifact, gates, history }: Awaited<ReturnType<typeof readLife>>): string[] {
  const why = entry.reason === null ? '' : `: ${flatten(entry.reason)}`;
  return [
    `patch ${entry.id} is ${entry.state}${why}`,
    `task ${entry.task_id} of run ${entry.run_id}, sha256 ${artifact.sha256}`,
    ...history.map(({ at, trigger, from_state: from, to_state: to, reason }) =>
      `  ${at}  ${trigger}  ${from ?? ''} → ${to ?? ''}  ${flatten(reason ?? '')}`.trimEnd(),
    ),
    ...gates.map((gate) => `  gate ${gate.name} ${gate.state}: uet gates show ${gate.id}`),
    '',
    plainText(diffOf(artifact).toString('utf8')).trimEnd(),
  ];
}
