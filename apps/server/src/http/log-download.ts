import { createReadStream } from 'node:fs';
import { contract } from '@uet/schemas/api';
import type { FastifyInstance } from 'fastify';
import type { App } from '../api/app.js';
import { requireRole } from '../auth/caller.js';
import { findLog } from '../logs/find-log.js';

const logName = contract.tasks.log.input.pick({ subject_id: true, stream: true });

/** The route that gives a whole log as a file. */
export function addLogDownload(server: FastifyInstance, app: App): void {
  server.get<{ Params: { subject: string; stream: string } }>(
    '/logs/:subject/:stream',
    async ({ caller, params }, reply) => {
      requireRole(caller, contract.tasks.log.role);
      const name = logName.parse({ subject_id: params.subject, stream: params.stream });
      const { path } = await findLog(app, name);
      reply.type('text/plain; charset=utf-8');
      reply.header('content-disposition', `attachment; filename="${name.subject_id}-${name.stream}.log"`);
      // What a tool printed is nobody's to run: never shown as a page.
      reply.header('content-security-policy', "default-src 'none'; sandbox");
      return reply.send(path === null ? '' : createReadStream(path));
    },
  );
}
