import { isFinal, taskMachine } from '@uet/core';
import {
  type Budget,
  type PhaseState,
  phaseState,
  type RunState,
  runState,
  type TaskStateName,
  type WorkstreamState,
  workstreamState,
} from '@uet/schemas';
import type { RunPage } from '@uet/schemas/api';
import { type Answers, found, type Looking } from '../answers.js';
import { budgetColumns } from '../costs/budgets.js';
import type { Reader } from '../sql/reader.js';
import { columns, sql } from '../sql/sql.js';
import { runLinesOf } from './run-lines.js';

type RunRecord = RunPage['record'];

const recordNames = Object.keys(runState.shape).filter((name) => name !== 'plan');
/** The columns of `phases p`. */
export const phaseColumns = columns(Object.keys(phaseState.shape), 'p');
/** The columns of `workstreams w`. */
export const workstreamColumns = columns(Object.keys(workstreamState.shape), 'w');
const maskedValue = '***';

async function readRecord(reader: Reader, runId: string): Promise<RunRecord> {
  const [row] = await reader.rows<RunRecord & { secrets: string[] | null }>(sql`
    select ${columns(recordNames, 'r')}, r.plan->'secrets' as secrets from runs r where r.id = ${runId}`);
  const { secrets, ...record } = found(row, 'run', runId);
  return { ...record, config: withoutSecrets(record.config, secrets ?? []) };
}

/** The configuration with the values of secret parameters masked. */
function withoutSecrets(config: RunState['config'], secrets: readonly string[]): RunState['config'] {
  const parameters = Object.entries(config.parameters).map(([name, value]) => [
    name,
    secrets.includes(name) ? maskedValue : value,
  ]);
  return { ...config, parameters: Object.fromEntries(parameters) };
}

interface TaskCounts {
  readonly state: TaskStateName;
  readonly tasks: number;
  readonly ids: string[] | null;
  readonly executed: number;
  readonly executed_ms: number | null;
}

async function readProgress({ reader, now }: Looking, run: RunRecord): Promise<RunPage['progress']> {
  const counts = await reader.rows<TaskCounts>(sql`
    select state, count(*)::int as tasks, array_agg(id order by ordinal) filter (where state = 'running') as ids,
      (count(*) filter (where ended_at is not null and started_at is not null))::int as executed,
      sum(extract(epoch from (ended_at - started_at)) * 1000)::float8 as executed_ms
    from tasks where run_id = ${run.id} group by state`);
  const at = now();
  const ended = counts.filter(({ state }) => isFinal(taskMachine, state));
  const total = sumOf(counts, 'tasks');
  const done = sumOf(ended, 'tasks');
  const end = run.ended_at === null ? at.getTime() : Date.parse(run.ended_at);
  return {
    run_id: run.id,
    at: at.toISOString(),
    total,
    by_state: Object.fromEntries(counts.map(({ state, tasks }) => [state, tasks])),
    percent: total === 0 ? (run.ended_at === null ? 0 : 100) : (done / total) * 100,
    elapsed_ms: run.started_at === null ? 0 : Math.max(0, end - Date.parse(run.started_at)),
    remaining_ms: remainingMs(run, ended, total - done),
    current_tasks: counts.flatMap(({ ids }) => ids ?? []),
    cost_usd: run.cost_usd,
  };
}

/** The mean time of the tasks that have ended, for each that has not, as many at once as may run. */
function remainingMs(run: RunRecord, ended: readonly TaskCounts[], left: number): number | null {
  if (run.ended_at !== null || left === 0) return 0;
  const executed = sumOf(ended, 'executed');
  if (executed === 0) return null;
  const meanMs = sumOf(ended, 'executed_ms') / executed;
  return Math.ceil((meanMs * left) / Math.min(run.config.max_concurrency, left));
}

const sumOf = (counts: readonly TaskCounts[], column: 'tasks' | 'executed' | 'executed_ms'): number =>
  counts.reduce((sum, count) => sum + (count[column] ?? 0), 0);

/** A run with what a page about it needs at once. */
export const getRun =
  (looking: Looking): Answers<'runs', 'get'> =>
  async ({ run_id: runId }) => {
    const { reader } = looking;
    const record = await readRecord(reader, runId);
    const [lines, progress, phases, workstreams, budgets, retries] = await Promise.all([
      runLinesOf(reader, [runId]),
      readProgress(looking, record),
      reader.rows<PhaseState>(
        sql`select ${phaseColumns} from phases p where run_id = ${runId} order by ordinal`,
      ),
      reader.rows<WorkstreamState>(
        sql`select ${workstreamColumns} from workstreams w where run_id = ${runId} order by ordinal`,
      ),
      reader.rows<Budget>(sql`select ${budgetColumns} from budgets b where run_id = ${runId} order by id`),
      reader.rows<{ id: string }>(
        sql`select id from runs where retry_of = ${runId} order by id desc limit 1`,
      ),
    ]);
    const run = found(lines[0], 'run', runId);
    return { run, record, progress, phases, workstreams, budgets, retried_by: retries[0]?.id ?? null };
  };
