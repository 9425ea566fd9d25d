import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { compileTemplate } from '../../packages/core/dist/index.js';
import { openSession, startEngine, startRun } from '../../packages/runtime/dist/index.js';
import { concurrency } from './templates.mjs';

const pollMs = 20;

/** A session on an embedded database and a repository of its own; both are gone after `close`. */
export async function openBench() {
  const scratch = mkdtempSync(join(tmpdir(), 'uet-bench-tasks-'));
  // As root the database server runs as another account, which has to be able to enter.
  chmodSync(scratch, 0o711);
  process.env.UET_HOME = join(scratch, 'home');
  delete process.env.DATABASE_URL;
  const repository = makeRepository(join(scratch, 'repository'));
  const session = await openSession({ poolSize: concurrency + 10 });
  return {
    pool: session.database.pool,
    run: (template) => runTemplate(session, repository, template),
    idle: () => beIdle(session),
    async close() {
      await session.close();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

function makeRepository(folder) {
  execFileSync('git', ['init', '-q', '-b', 'main', folder]);
  const git = (...args) => execFileSync('git', args, { cwd: folder });
  git('config', 'user.name', 'Benchmark');
  git('config', 'user.email', 'benchmark@localhost');
  writeFileSync(join(folder, 'README.md'), 'benchmark\n');
  git('add', '.');
  git('commit', '-qm', 'base');
  return folder;
}

const engineOf = ({ context, database }, pool) =>
  startEngine({ context, database: database.pool, pool, slots: concurrency });

/** Seconds from the start of the engine to the end of the run. */
async function runTemplate(session, repository, template) {
  const run = await startRun(session.context, {
    compiled: compileTemplate(template, {}),
    targetBranch: null,
    origin: 'manual',
    pool: null,
    config: configOf(repository),
  });
  const started = performance.now();
  const engine = await engineOf(session, run.pool);
  let ended = run;
  while (ended.ended_at === null) {
    await delay(pollMs);
    ended = await session.store.find('runs', run.id);
  }
  const seconds = (performance.now() - started) / 1000;
  await engine.stop();
  if (ended.state !== 'succeeded') throw new Error(`the run ${ended.state}: ${ended.reason}`);
  return seconds;
}

/** An engine that starts, finds nothing to do for a second, and stops. */
async function beIdle(session) {
  const engine = await engineOf(session, 'idle');
  await delay(1000);
  await engine.stop();
}

const configOf = (repository) => ({
  template: 'benchmark',
  template_sha256: '',
  repository,
  parameters: {},
  max_concurrency: concurrency,
  timeout_s: 0,
  retries: 1,
  env: {},
  routing_strategy: 'fixed',
  tools: null,
  budget: null,
  error_strategy: 'continue',
});
