#!/usr/bin/env node
import { UetError } from '@uet/core';
import { withSession } from '@uet/runtime';
import { readServerConfig } from './config.js';
import { openLog } from './open-log.js';
import { startServer } from './start-server.js';
import { serverPool } from './templates/start-template-run.js';

// The API alone, without workers and without the dashboard: the environment says where it listens.
try {
  const { logLevel, ...config } = readServerConfig(process.env);
  const log = openLog(logLevel);
  const options = { poolSize: 20, defaultPool: serverPool, log: (line: string) => log.info(line) };
  await withSession(options, async (session) => {
    const server = await startServer({ session, ...config, log });
    process.stdout.write(`API:      ${server.url}\nSign in:  ${server.signInLink('admin', 'admin')}\n`);
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    await server.stop();
  });
} catch (error) {
  const { message, code } = error as NodeJS.ErrnoException;
  if (!(error instanceof UetError) && code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
  const hint = error instanceof UetError ? error.hint : 'name another port in UET_PORT; 0 takes a free one';
  process.stderr.write(`error: ${message}\n${hint === undefined ? '' : `hint:  ${hint}\n`}`);
  process.exitCode = error instanceof UetError && error.fault !== 'caller' ? 5 : 2;
}
