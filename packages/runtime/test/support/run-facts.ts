import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFinal, machines, type Store } from '@uet/core';
import { openDatabase, PostgresStore } from '@uet/db';
import type { RunPlace } from './run-place.js';

/** What a run has come to, in which nothing is left of the way that it took. */
export interface RunOutcome {
  readonly state: string;
  /** The tree of the target branch. */
  readonly tree: string;
  readonly status: string;
  readonly tasks: Readonly<Record<string, string>>;
  /** The titles of the commits that the target has got; tasks that ran beside one another land in any order. */
  readonly landed: readonly string[];
  readonly phases: Readonly<Record<string, string>>;
  readonly workstreams: Readonly<Record<string, string>>;
}

/** A run that rests: its outcome, and whatever about it should not be. */
export interface RunFacts {
  readonly outcome: RunOutcome;
  readonly faults: readonly string[];
}

/** Reads what the only run of a place has come to, and looks for whatever was done twice, or left behind. */
export async function readFacts(place: RunPlace, target = 'main'): Promise<RunFacts> {
  const url = place.databaseUrl;
  const database = await openDatabase({ home: place.home, ...(url === null ? {} : { url }) });
  try {
    const store = new PostgresStore(database.pool);
    const queue = await database.pool.query<{ what: string }>(leftInQueue);
    const faults = [
      ...(await rowFaults(store)),
      ...(await eventFaults(store)),
      ...(await landingFaults(store, place, target)),
      ...queue.rows.map(({ what }) => what),
      ...leftovers(place),
    ];
    return { outcome: await readOutcome(store, place, target), faults };
  } finally {
    await database.close();
  }
}

async function readOutcome(store: Store, place: RunPlace, target: string): Promise<RunOutcome> {
  const [run] = await store.list('runs', {});
  const byKey = (rows: ReadonlyArray<{ key: string; state: string }>): Record<string, string> =>
    Object.fromEntries(rows.map(({ key, state }) => [key, state]).sort());
  const titles = await place.git('log', '--format=%s', `${run?.base_commit}..${target}`);
  return {
    state: run?.state ?? 'none',
    tree: await place.git('rev-parse', `${target}^{tree}`),
    status: await place.git('status', '--porcelain'),
    tasks: byKey(await store.list('tasks', {})),
    landed: titles.split('\n').sort(),
    phases: byKey(await store.list('phases', {})),
    workstreams: byKey(await store.list('workstreams', {})),
  };
}

/** Jobs and queues that somebody holds who is gone: nobody else would get them for hours. */
const leftInQueue = `
  select 'job ' || task_identifier || ' is locked' as what from graphile_worker.jobs where locked_at is not null
  union all
  select 'queue ' || queue_name || ' is locked' from graphile_worker._private_job_queues where locked_at is not null`;

const unfinishedTables = [
  'runs',
  'phases',
  'workstreams',
  'tasks',
  'attempts',
  'test_gates',
  'workers',
] as const;

async function rowFaults(store: Store): Promise<string[]> {
  const faults: string[] = [];
  for (const table of unfinishedTables) {
    const machine = machines.find((each) => each.table === table);
    for (const row of await store.list(table, {})) {
      const isOver = machine !== undefined && (isFinal(machine, row.state) || row.state === 'failed');
      if (!isOver) faults.push(`${table} ${row.id} is ${row.state}`);
    }
  }
  for (const entry of await store.list('patch_ledger', {})) {
    if (!['committed', 'quarantined', 'dropped'].includes(entry.state))
      faults.push(`patch ${entry.id} is ${entry.state}`);
  }
  for (const budget of await store.list('budgets', {})) {
    if (Number(budget.reserved_usd) !== 0)
      faults.push(`budget ${budget.id} has ${budget.reserved_usd} reserved`);
  }
  const [run] = await store.list('runs', {});
  if (run?.tasks_done !== run?.tasks_total)
    faults.push(`${run?.tasks_done} of ${run?.tasks_total} tasks are done`);
  return faults;
}

/** Every row's events have to lead from one state to the next, without a gap and without one done twice. */
async function eventFaults(store: Store): Promise<string[]> {
  const faults: string[] = [];
  const last = new Map<string, string>();
  for (const event of await store.events({})) {
    if (event.to_state === null) continue;
    const before = last.get(event.entity_id) ?? null;
    if (event.from_state !== before && event.trigger !== 'create')
      faults.push(`${event.type} of ${event.entity_id} leads from ${event.from_state}, but it was ${before}`);
    last.set(event.entity_id, event.to_state);
  }
  return faults;
}

/** The branch must have one commit for each patch that the ledger calls committed, and no other. */
async function landingFaults(store: Store, place: RunPlace, target: string): Promise<string[]> {
  const faults: string[] = [];
  const [run] = await store.list('runs', {});
  const entries = await store.list('patch_ledger', { state: 'committed' });
  const commits = (await place.git('log', '--format=%H %T', `${run?.base_commit}..${target}`))
    .split('\n')
    .filter((line) => line !== '');
  const recorded = entries.map(({ commit_id: commit, tree_id: tree }) => `${commit} ${tree}`);
  for (const commit of commits)
    if (!recorded.includes(commit)) faults.push(`nobody recorded the commit ${commit}`);
  for (const commit of recorded)
    if (!commits.includes(commit)) faults.push(`the branch has no commit ${commit}`);
  if (new Set(recorded).size !== recorded.length) faults.push('a commit is recorded twice');
  const tasks = entries.map(({ task_id: task }) => task);
  if (new Set(tasks).size !== tasks.length) faults.push('two patches of one task are committed');
  const succeeded = (await store.list('attempts', { state: 'succeeded' })).filter(
    ({ patch_id: patch }) => patch !== null && entries.some(({ id }) => id === patch),
  );
  if (succeeded.length !== entries.length)
    faults.push(`${succeeded.length} attempts made ${entries.length} patches`);
  for (const entry of entries) {
    const gates = await store.list('test_gates', {
      patch_id: entry.id,
      state: 'passed',
      tree_id: entry.tree_id ?? '',
    });
    if (gates.length === 0) faults.push(`patch ${entry.id} landed on a tree that no gate passed on`);
  }
  return faults;
}

/** Worktrees, scratch folders, locks and processes that nobody will remove any more. */
function leftovers(place: RunPlace): string[] {
  const faults = leftProcesses(place.home);
  const workspaces = join(place.home, 'workspaces');
  for (const name of list(workspaces)) {
    for (const pool of list(join(workspaces, name, 'pools'))) {
      // What the process of the test has open itself is not left behind.
      if (!pool.includes(`-${process.pid}-`)) faults.push(`the worktrees ${pool} are left`);
    }
    for (const entry of list(join(workspaces, name)))
      if (entry !== 'repo.git' && entry !== 'pools') faults.push(`${entry} is left in the workspace`);
  }
  for (const name of list(place.temporary)) faults.push(`${name} is left in TMPDIR`);
  const gitDir = join(place.repository, '.git');
  for (const name of readdirSync(gitDir, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.lock') || name === 'uet') faults.push(`.git/${name} is left`);
  }
  return faults;
}

const list = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** The processes in whose environment a folder is named: tools, gates, and whatever they started. */
export function leftProcesses(folder: string): string[] {
  const left: string[] = [];
  if (!existsSync('/proc/self/environ')) return left;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'latin1');
      const isZombie = /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
      if (environment.includes(folder) && !isZombie) {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
        left.push(`process ${pid} is left: ${command}`);
      }
    } catch {
      // Gone meanwhile, or not ours to read.
    }
  }
  return left;
}
