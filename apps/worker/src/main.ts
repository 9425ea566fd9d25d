#!/usr/bin/env node
import { availableParallelism } from 'node:os';
import { openSession, startEngine } from '@uet/runtime';

// A worker process: takes jobs of one pool until it is told to stop. Usage: uet-worker [pool] [slots]
const [pool = 'main', slotsText = String(availableParallelism())] = process.argv.slice(2);
const slots = Number(slotsText);
if (!Number.isInteger(slots) || slots < 1) {
  process.stderr.write(`error: ${slotsText} is not a number of slots\nhint:  uet-worker [pool] [slots]\n`);
  process.exit(2);
}

const kill = new AbortController();
const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const session = await openSession({ kill: kill.signal, poolSize: slots + 10, log });
const { context, database } = session;
const engine = await startEngine({ context, database: database.pool, pool, slots });
log(`worker of pool ${pool} with ${slots} slots, process ${process.pid}`);

/** The first signal drains; the second one ends what runs. */
let signals = 0;
const told = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      signals += 1;
      if (signals > 1) kill.abort();
      resolve();
    });
  }
});
try {
  await Promise.race([told, engine.ended, engine.broken]);
} catch (error) {
  log(String(error));
  process.exitCode = 5;
} finally {
  await engine.stop().catch((error: unknown) => log(String(error)));
  await session.close();
}
