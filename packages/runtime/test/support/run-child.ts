// Starts a run, or goes on with the one that is there, and works on it until it rests: what `uet run` does, without
// its view. May be told to kill itself. Argument: `RunOrder` as JSON. Environment: UET_HOME, DATABASE_URL.
import { readFile } from 'node:fs/promises';
import { type Store, UetError } from '@uet/core';
import type { RunState } from '@uet/schemas';
import { type EngineContext, resumeRun, startEngine, withSession } from '../../src/index.js';
import type { KillAt, RunOrder, RunResult } from './run-order.js';
import { startTemplate, untilRest } from './start-template.js';

const order = JSON.parse(process.argv[2] ?? '') as RunOrder;
// The stand-in for git kills the process of this number.
process.env.UET_TEST_VICTIM = String(process.pid);
process.env.TMPDIR = order.temporary;

const die = (): void => {
  process.kill(process.pid, 'SIGKILL');
};

/** The store, with every commit counted, and this process killed at one of them. */
function dyingStore(store: Store, kill: KillAt | undefined): { store: Store; commits: () => number } {
  let commits = 0;
  return {
    commits: () => commits,
    store: {
      find: (table, id) => store.find(table, id),
      list: (table, where, page) => store.list(table, where, page),
      snapshot: (runId) => store.snapshot(runId),
      events: (query) => store.events(query),
      heartbeat: (ids, at) => store.heartbeat(ids, at),
      forgetKeys: (before) => store.forgetKeys(before),
      async commit(changes) {
        commits += 1;
        const isHere = kill?.commit === commits;
        if (isHere && kill.when === 'before') die();
        const written = store.commit(changes);
        if (isHere && kill.when === 'during') die();
        await written;
        if (isHere) die();
      },
    },
  };
}

async function begin(context: EngineContext): Promise<RunState> {
  const [run] = await context.store.list('runs', order.runId === undefined ? {} : { id: order.runId });
  if (run === undefined) {
    const text = await readFile(order.template, 'utf8');
    return startTemplate(context, { ...order, text });
  }
  if (run.state === 'paused') await resumeRun(context, run.id, 'person:test');
  return run;
}

const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
// An error that a person can do something about ends it in good order; any other shows its stack.
process.once('uncaughtException', (error) => {
  if (!(error instanceof UetError)) throw error;
  process.stderr.write(`error ${error.code}: ${error.message}\n`);
  process.exit(5);
});
await withSession({ poolSize: 10 + order.slots, log }, async ({ context: given, database }) => {
  const counted = dyingStore(given.store, order.kill);
  // No jitter: an undisturbed run takes the same way every time.
  const context: EngineContext = { ...given, store: counted.store, chance: () => 0 };
  const run = await begin(context);
  if (order.kill?.afterMs !== undefined) setTimeout(die, order.kill.afterMs);
  const engine = await startEngine({ context, database: database.pool, pool: run.pool, slots: order.slots });
  const rested = await Promise.race([untilRest(given.store, run.id), engine.broken]).finally(() =>
    engine.stop(),
  );
  const result: RunResult = { runId: run.id, state: rested.state, commits: counted.commits() };
  process.stdout.write(`${JSON.stringify(result)}\n`);
});
