import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { makeRepository } from '../demo-product.mjs';

const diffLines = 20_000;
const line = (number, word) => `export const value${number} = '${word} ${number}';`;
const lines = (word) =>
  `${Array.from({ length: diffLines }, (_, number) => line(number, word)).join('\n')}\n`;

const node = JSON.stringify(process.execPath);
/** Prints so many megabytes in lines of 100 bytes, each with its number. */
const print = (mb) =>
  `${node} -e "for (let n = 0; n < ${mb} * 10; n += 1) { let s = ''; for (let i = 0; i < 1000; i += 1) s += String(n * 1000 + i).padStart(8, '0') + ' ' + 'worked on it '.repeat(7).slice(0, 90) + '\\n'; require('fs').writeSync(1, s); }"`;

const smallTasks = 50;
/** Tasks that do nothing, in chains of five. */
const smallTemplate = `template: v1
metadata: { name: bench-small, version: 1.0.0 }
max_concurrency: 10
phases:
  - id: only
    workstreams:
      - id: only
        tasks:
${Array.from({ length: smallTasks }, (_, index) => `          - { id: t${index}, run: 'true'${index % 5 === 0 ? '' : `, depends_on: [t${index - 1}]`} }`).join('\n')}
`;

const template = `template: v1
metadata: { name: bench-material, version: 1.0.0 }
policy: { max_changed_lines: unlimited, max_files: 10 }
phases:
  - id: only
    workstreams:
      - id: only
        tasks:
          - { id: diff, run: ${JSON.stringify(`sed -i s/before/after/ values.js`)} }
          - { id: small-log, run: ${JSON.stringify(print(1))} }
          - { id: large-log, run: ${JSON.stringify(print(100))} }
`;

/** Real runs on a repository of their own: one with a patch of 20,000 lines and logs of 1 and 100 MB, one of 50 tasks. */
export async function makeMaterial({ client, home }) {
  const folder = await mkdtemp(join(tmpdir(), 'uet-bench-material-'));
  const repository = await makeRepository(join(folder, 'repository'));
  await writeFile(join(repository.path, 'values.js'), lines('before'));
  await repository.git('add', '.');
  await repository.git('commit', '--quiet', '--message=Values');
  const [runId, small] = await Promise.all(
    [template, smallTemplate].map((text) => finishedRun(client, text, repository.path)),
  );
  const { items: patches } = await client.patches.list.query({ run_id: runId });
  const { tasks } = await client.runs.graph.query({ run_id: runId });
  const { attempts } = await client.runs.timeline.query({ run_id: runId });
  const attemptOf = (key) =>
    attempts.find(({ task_id: id }) => tasks.find((task) => task.key === key)?.id === id).id;
  const largeLog = attemptOf('large-log');
  await lengthen(join(home, 'logs', runId, largeLog, 'stdout.log'));
  return {
    diff: `/runs/${runId}/patches/${patches[0].id}`,
    smallLog: `/runs/${runId}/logs?log=${attemptOf('small-log')}`,
    largeLog: `/runs/${runId}/logs?log=${largeLog}`,
    smallGraph: { id: small, tasks: smallTasks },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function finishedRun(client, text, repository) {
  const { run_id: runId } = await client.runs.start.mutate({ template_text: text, repository });
  for (;;) {
    const { run } = await client.runs.get.query({ run_id: runId });
    if (run.state === 'succeeded') return runId;
    if (run.ended_at !== null) throw new Error(`the run ${run.state}: ${run.reason}`);
    await delay(200);
  }
}

/** UET keeps 50 MiB of what a task prints. The dashboard is to bear all 100 MB: the file is given the rest. */
async function lengthen(path) {
  const stream = createWriteStream(path, { flags: 'a' });
  const text = Array.from(
    { length: 1_000 },
    (_, number) => `${String(number).padStart(8, '0')} ${'more of it '.repeat(8)}\n`,
  ).join('');
  for (let written = 52_428_800; written < 100_000_000; written += text.length) {
    if (!stream.write(text)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}
