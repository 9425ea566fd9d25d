import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../apps/server/dist/index.js';
import { seedDemo } from '../../packages/db/dist/testing/index.js';
import { openSession, saveView } from '../../packages/runtime/dist/index.js';

/** A server on a fresh database with a demo history: `scale` 1 has 2,000 runs. */
export async function openServer({ scale }) {
  const home = await mkdtemp(join(tmpdir(), 'uet-bench-'));
  // The embedded server runs as another account where this one is root.
  await chmod(home, 0o711);
  const environment = { ...process.env, UET_HOME: home, DATABASE_URL: undefined };
  const session = await openSession({ environment, poolSize: 20 });
  await seedDemo(session.database.pool, { scale });
  await session.database.pool.query('analyze');
  const server = await startServer({ session, port: 0 });
  const { token } = JSON.parse(await readFile(join(home, 'server.json'), 'utf8'));
  let events = 0;
  return {
    url: server.url,
    token,
    pool: session.database.pool,
    /** Something that a person did: one row in the event log. */
    async makeEvent() {
      events += 1;
      await saveView(session.context, { name: `view ${events}`, query: {} }, 'person:bench');
    },
    async close() {
      await server.stop();
      await session.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
