import type { FastifyInstance } from 'fastify';
import type { App } from '../api/app.js';
import { requireRole } from '../auth/caller.js';
import { openMetrics } from '../metrics/open-metrics.js';

/** The route that Prometheus asks. */
export function addMetrics(server: FastifyInstance, app: App): void {
  const metrics = openMetrics(app);
  server.addHook('onClose', async () => metrics.close());
  server.get('/metrics', async ({ caller }, reply) => {
    requireRole(caller, 'viewer');
    reply.type(metrics.contentType);
    return reply.send(await metrics.read());
  });
}
