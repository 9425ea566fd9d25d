import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type CompiledGate, decideGate, parameterEnvironment, TestGates, UetError } from '@uet/core';
import type { RunState, TestGate } from '@uet/schemas';
import { assertRoom } from '../engine/disk-room.js';
import { changesOf, type EngineContext } from '../engine/engine-context.js';
import type { Worktree } from '../git/index.js';
import { buildEnvironment, type ProcessOutcome, runProcess } from '../processes/index.js';
import { leaseWorktree } from './lease-worktree.js';
import { readReport } from './read-report.js';
import { resolveGate, secretsOf } from './run-texts.js';

/**
 * Runs a pending gate on its tree and records the verdict: at once, where the same gate was decided on the same
 * tree in the same environment before. Throws `canceled` where it is stopped with its process, the row then stays
 * open; `stale` where its row was ended by somebody else.
 */
export async function runGate(
  context: EngineContext,
  run: RunState,
  row: TestGate,
  gate: CompiledGate,
): Promise<TestGate> {
  const earlier = await findVerdict(context, row);
  if (earlier !== null) return record(context, (gates) => gates.reuse(row, earlier));
  const started = await record(context, (gates) => gates.start(row));
  const hold = context.held.hold('test_gates', started.id, context.kill);
  try {
    return await execute({ ...context, kill: hold.signal }, run, started, resolveGate(run, gate));
  } catch (error) {
    const isTaken = hold.isLost && error instanceof UetError && error.code === 'canceled';
    if (!isTaken || context.kill.aborted) throw error;
    throw new UetError('stale', `gate ${gate.name} was ended while it ran`, { cause: error });
  } finally {
    hold.release();
  }
}

async function record(context: EngineContext, decide: (gates: TestGates) => TestGate): Promise<TestGate> {
  const changes = changesOf(context);
  const row = decide(new TestGates(changes));
  await context.store.commit(changes);
  return row;
}

async function findVerdict({ store }: EngineContext, row: TestGate): Promise<TestGate | null> {
  const { tree_id, gate_digest, environment_digest } = row;
  const decided = { tree_id, gate_digest, environment_digest, state: ['passed', 'failed'] as const };
  const [latest] = await store.list('test_gates', decided, { order: 'desc', limit: 1 });
  return latest ?? null;
}

async function execute(
  context: EngineContext,
  run: RunState,
  row: TestGate,
  gate: CompiledGate,
): Promise<TestGate> {
  const logPath = join(context.home, 'logs', run.id, row.id);
  const session = await context.sessions.open(run.repository);
  let worktree: Worktree | undefined;
  try {
    worktree = await leaseWorktree(context, session, { run, commit: row.commit_id, logPath, marker: row.id });
    const outcome = await runCommand(context, run, { row, gate, worktree, logPath });
    // A verdict is kept for good, and what a full disk made of a gate is none.
    await assertRoom(context.home);
    return await decide(context, { row, gate, worktree, logPath, outcome, secrets: secretsOf(run) });
  } catch (error) {
    if (!(error instanceof UetError) || error.code !== 'spawn_failed') throw error;
    return record(context, (gates) => gates.error(row, error.message));
  } finally {
    await worktree?.release();
  }
}

interface GateCall {
  readonly row: TestGate;
  readonly gate: CompiledGate;
  readonly worktree: Worktree;
  readonly logPath: string;
}

async function runCommand(
  context: EngineContext,
  run: RunState,
  { row, gate, worktree, logPath }: GateCall,
): Promise<ProcessOutcome> {
  // A report that lies in the tree would be read as this run's own: it has to be written anew.
  for (const path of reportPaths(gate)) await rm(join(worktree.path, path), { recursive: true, force: true });
  const { env, secrets } = buildEnvironment({
    base: context.environment,
    allow: [],
    set: {
      ...worktree.environment,
      ...parameterEnvironment(run.config.parameters),
      ...run.config.env,
      ...gate.env,
      UET_RUN_ID: run.id,
      UET_GATE: gate.name,
    },
  });
  const outcome = await runProcess({
    argv: typeof gate.run === 'string' ? { shell: gate.run } : gate.run,
    cwd: worktree.path,
    env,
    wallTimeoutMs: gate.timeoutMs,
    idleTimeoutMs: 0,
    log: { stdoutPath: join(logPath, 'stdout.log'), stderrPath: join(logPath, 'stderr.log') },
    mask: [...secrets, ...secretsOf(run)],
    marker: row.id,
    kill: context.kill,
  });
  if (outcome.canceled) throw new UetError('canceled', `stopped while gate ${gate.name} ran`);
  return outcome;
}

const reportPaths = ({ report, coverage }: CompiledGate): string[] =>
  [report.path, coverage?.path].filter((path) => path !== undefined);

async function decide(
  context: EngineContext,
  {
    row,
    gate,
    worktree,
    logPath,
    outcome,
    secrets,
  }: GateCall & {
    outcome: ProcessOutcome;
    secrets: readonly string[];
  },
): Promise<TestGate> {
  const stdoutPath = join(logPath, 'stdout.log');
  const report = await readReport({ gate, folder: worktree.path, outcome, stdoutPath, secrets });
  const written = new Set(reportPaths(gate));
  const changedFiles = (await worktree.status()).filter((path) => !written.has(path));
  const execution = { ...outcome, timedOut: outcome.timedOut !== null, changedFiles };
  const decision = decideGate({ execution, report, criteria: row.criteria });
  const { exitCode, durationMs } = outcome;
  const how = { exitCode, durationMs: Math.round(durationMs), logPath };
  return record(context, (gates) =>
    gates.decide(row, decision, 'record' in report ? report.record : null, how),
  );
}
