import { migrationStatus, productMigrations } from '@uet/db';
import { readHealth } from '@uet/runtime';
import type { FastifyInstance } from 'fastify';
import type { App } from '../api/app.js';
import { requireRole } from '../auth/caller.js';

/** What `/readyz` asks; each is either ready or it throws. */
const parts = {
  database: async ({ session }: App) => {
    await session.database.pool.query('select 1');
  },
  migrations: async ({ session }: App) => {
    const { pending, failed } = await migrationStatus(session.database.pool, productMigrations);
    if (pending.length + failed.length > 0) throw new Error('not every migration is applied');
  },
  queue: async ({ session }: App) => {
    const { jobQueue } = await migrationStatus(session.database.pool, productMigrations);
    if (jobQueue === 'behind') throw new Error('the tables of the queue are not up to date');
    await session.database.pool.query('select 1 from graphile_worker.jobs limit 1');
  },
};

/** Three answers to the question how the server is: alive, ready to work, and in detail. */
export function addHealth(server: FastifyInstance, app: App): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (request, reply) => {
    if (app.stopping.aborted) return reply.status(503).send({ ready: false, problems: ['stopping'] });
    const problems: string[] = [];
    for (const [name, check] of Object.entries(parts)) {
      await check(app).catch((error: unknown) => {
        request.log.warn({ err: error }, `not ready: ${name}`);
        problems.push(name);
      });
    }
    return reply.status(problems.length === 0 ? 200 : 503).send({ ready: problems.length === 0, problems });
  });
  server.get('/health', async ({ caller }, reply) => {
    requireRole(caller, 'viewer');
    const health = await readHealth(app.session.context, app.session.database.pool);
    return reply.status(health.status === 'error' ? 503 : 200).send(health);
  });
}
