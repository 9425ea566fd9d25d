// A service that uses UET: it starts a run over the API, follows it to its end, and prints what it cost.
//   UET_URL=http://127.0.0.1:3000 UET_TOKEN=uet_… node service.mjs TEMPLATE REPOSITORY
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createUetClient, errorOf } from '@uet/client';

const ends = new Set(['succeeded', 'failed', 'quarantined', 'canceled']);

/** Follows a run from its first event; the promise is kept once it has ended. */
const follow = (client, runId, say) =>
  new Promise((resolve, reject) => {
    const subscription = client.events.follow.subscribe(
      { run_id: runId, after: '0-0' },
      {
        // Should the connection break, the client comes back, and goes on after the last message that it got.
        onData({ data: events }) {
          for (const { type, to_state: state, reason } of events) {
            if (/^(task|patch|run)\./.test(type)) say(`  ${type}${reason === null ? '' : `: ${reason}`}`);
            if (!type.startsWith('run.') || !ends.has(state)) continue;
            subscription.unsubscribe();
            resolve(state);
          }
        },
        onError: reject,
      },
    );
  });

/** Starts a run of a template on a repository, follows it, and tells what it cost; answers its last state. */
export async function service({ url, token, template, repository, say }) {
  const client = createUetClient({ url, token });
  const { run_id: runId, created } = await client.runs.start.mutate({
    template_text: await readFile(template, 'utf8'),
    template_path: resolve(template),
    repository: resolve(repository),
    // The same request again today, by a retry or by hand, answers the run that is there already.
    idempotency_key: `${new Date().toISOString().slice(0, 10)} ${resolve(template)} ${resolve(repository)}`,
  });
  say(`run ${runId} ${created ? 'started' : 'was started before'}`);
  const state = await follow(client, runId, say);

  const { cost_usd: cost, landed_patches: landed } = await client.costs.summary.query({ run_id: runId });
  say(`${state}: ${landed} patches landed, for $${cost}`);
  const { items } = await client.costs.by.query({ dimension: 'tool', run_id: runId });
  for (const line of items) say(`  ${line.label}: $${line.cost_usd}, ${line.compute_ms} ms`);
  return state;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [template, repository] = process.argv.slice(2);
  const { UET_URL: url = 'http://127.0.0.1:3000', UET_TOKEN: token } = process.env;
  try {
    if (repository === undefined) throw new Error('usage: node service.mjs TEMPLATE REPOSITORY');
    const state = await service({ url, token, template, repository, say: console.log });
    process.exitCode = state === 'succeeded' ? 0 : 3;
  } catch (error) {
    const { code, message, hint } = errorOf(error);
    console.error(`error: ${message} (${code})${hint === null ? '' : `\nhint:  ${hint}`}`);
    process.exitCode = 2;
  }
}
