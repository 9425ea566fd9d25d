import type { CircuitBreakerRow, PatchLedgerEntry, PhaseState, WorkstreamState } from '@uet/schemas';
import { isFinal, phaseMachine, taskMachine, workstreamMachine } from '../machines/index.js';
import type { ChangeSet, Dependency } from '../moves/index.js';
import { RunLifecycle } from '../runs/index.js';
import { conditionNotMet, TaskLifecycle, type TaskRow } from '../tasks/index.js';
import type { TaskResult } from '../templates/index.js';
import type { RunSnapshot } from './run-snapshot.js';

/** How something stands for what depends on it. */
export type Standing = 'open' | 'done' | 'broken';

/** How all that a thing depends on stands together, and what it waits for or was let down by. */
type Dependencies =
  | { readonly standing: 'done'; readonly on: null }
  | { readonly standing: 'open' | 'broken'; readonly on: string };

/** A snapshot on its way to the next one: rows by id as the plan leaves them, and the moves that lead there. */
export class Planning {
  readonly snapshot: RunSnapshot;
  readonly changes: ChangeSet;
  readonly runs: RunLifecycle;
  readonly lifecycle: TaskLifecycle;
  /** What conditions can ask of tasks, by their keys. */
  readonly results: Record<string, TaskResult> = {};
  /** The earliest time at which waiting alone makes something possible. */
  nextTickAt: string | null = null;
  #run: RunSnapshot['run'];
  readonly #tasks = new Map<string, TaskRow>();
  readonly #workstreams = new Map<string, WorkstreamState>();
  readonly #phases = new Map<string, PhaseState>();
  /** The ids of the tasks of each workstream, and of the workstreams of each phase. */
  readonly #members = new Map<string, string[]>();
  readonly #incoming = new Map<string, Dependency[]>();
  readonly #openPatches = new Map<string, PatchLedgerEntry[]>();
  /** Kept until a phase or workstream moves: without it, phases that wait for each other cost exponential time. */
  readonly #phaseStandings = new Map<string, Standing>();

  constructor(snapshot: RunSnapshot, changes: ChangeSet) {
    this.snapshot = snapshot;
    this.changes = changes;
    this.runs = new RunLifecycle(changes);
    this.lifecycle = new TaskLifecycle(changes);
    this.#run = snapshot.run;
    for (const phase of snapshot.phases) this.#phases.set(phase.id, phase);
    for (const workstream of snapshot.workstreams) {
      this.#workstreams.set(workstream.id, workstream);
      push(this.#members, workstream.phase_id, workstream.id);
    }
    for (const task of snapshot.tasks) {
      this.keepTask(task);
      push(this.#members, task.workstream_id, task.id);
    }
    for (const dependency of snapshot.dependencies) push(this.#incoming, dependency.to_id, dependency);
    for (const entry of snapshot.openPatches) push(this.#openPatches, entry.task_id, entry);
  }

  get now(): string {
    return this.changes.now;
  }

  get run(): RunSnapshot['run'] {
    return this.#run;
  }

  set run(next: RunSnapshot['run']) {
    this.#run = next;
  }

  get tasks(): Iterable<TaskRow> {
    return this.#tasks.values();
  }

  get workstreams(): Iterable<WorkstreamState> {
    return this.#workstreams.values();
  }

  get phases(): Iterable<PhaseState> {
    return this.#phases.values();
  }

  /** The row of a workstream that another row names. */
  workstream(id: string): WorkstreamState {
    return known(this.#workstreams.get(id), id);
  }

  phase(id: string): PhaseState {
    return known(this.#phases.get(id), id);
  }

  task(id: string): TaskRow {
    return known(this.#tasks.get(id), id);
  }

  workstreamsOf({ id }: PhaseState): WorkstreamState[] {
    return listOf(this.#members, id).map((member) => this.workstream(member));
  }

  tasksOf({ id }: WorkstreamState): TaskRow[] {
    return listOf(this.#members, id).map((member) => this.task(member));
  }

  /** The tasks of a phase or workstream; of a task, itself. */
  tasksUnder(id: string): TaskRow[] {
    const task = this.#tasks.get(id);
    if (task !== undefined) return [task];
    const workstream = this.#workstreams.get(id);
    if (workstream !== undefined) return this.tasksOf(workstream);
    return this.workstreamsOf(this.phase(id)).flatMap((member) => this.tasksOf(member));
  }

  /** The patches of a task that neither landed nor ended. */
  openPatchesOf({ id }: TaskRow): readonly PatchLedgerEntry[] {
    return listOf(this.#openPatches, id);
  }

  /** Keeps the row that a move returned. */
  keepTask(task: TaskRow): TaskRow {
    this.#tasks.set(task.id, task);
    this.results[task.key] = task;
    return task;
  }

  keepWorkstream(workstream: WorkstreamState): WorkstreamState {
    this.#phaseStandings.clear();
    this.#workstreams.set(workstream.id, workstream);
    return workstream;
  }

  keepPhase(phase: PhaseState): PhaseState {
    this.#phaseStandings.clear();
    this.#phases.set(phase.id, phase);
    return phase;
  }

  /** The breaker of a task's tool, where both are known. */
  breakerOf(task: TaskRow): CircuitBreakerRow | undefined {
    return this.snapshot.breakers.find(({ id }) => id === task.tool_id);
  }

  /** Remembers that time alone will change something. */
  wakeAt(instant: string): void {
    if (this.nextTickAt === null || instant < this.nextTickAt) this.nextTickAt = instant;
  }

  /** How what a thing depends on stands together: broken if any hard one is, else open if any is or has not ended. */
  dependenciesOf(id: string): Dependencies {
    let on: string | null = null;
    for (const { from_id: from, kind } of listOf(this.#incoming, id)) {
      const standing = this.#standingOf(from);
      if (standing === 'broken' && kind !== 'soft') return { standing, on: from };
      if (standing === 'open' || !this.#hasEnded(from)) on ??= from;
    }
    return on === null ? { standing: 'done', on } : { standing: 'open', on };
  }

  /** True where the task can never start: what it or its workstream depends on is broken. */
  isUnreachable(task: TaskRow): boolean {
    return this.#isLetDown(task.id) || this.isCutOff(this.workstream(task.workstream_id));
  }

  /** True where the workstream can never be opened: what it or its phase depends on is broken. */
  isCutOff({ id, phase_id: phaseId }: WorkstreamState): boolean {
    return this.#isLetDown(id) || this.#isLetDown(phaseId);
  }

  /** True where nothing that the thing depends on (soft ones included) is left open. */
  isReady(id: string): boolean {
    return this.dependenciesOf(id).standing === 'done';
  }

  /** The name of a row for a person. */
  nameOf(id: string): string {
    return (this.#tasks.get(id) ?? this.#workstreams.get(id) ?? this.phase(id)).key;
  }

  #isLetDown(id: string): boolean {
    return this.dependenciesOf(id).standing === 'broken';
  }

  /** A phase may be broken long before it has ended: what waits for any end of it waits for its workstreams. */
  #hasEnded(id: string): boolean {
    const phase = this.#phases.get(id);
    if (phase === undefined || phase.state === 'blocked' || isFinal(phaseMachine, phase.state)) return true;
    return this.workstreamsOf(phase).every(({ state }) => isFinal(workstreamMachine, state));
  }

  #standingOf(id: string): Standing {
    const task = this.#tasks.get(id);
    if (task !== undefined) return standingOfTask(task);
    const workstream = this.#workstreams.get(id);
    if (workstream !== undefined) {
      if (!isFinal(workstreamMachine, workstream.state)) return 'open';
      return workstream.state === 'completed' || workstream.state === 'skipped' ? 'done' : 'broken';
    }
    const known = this.#phaseStandings.get(id);
    if (known !== undefined) return known;
    const standing = this.#standingOfPhase(this.phase(id));
    this.#phaseStandings.set(id, standing);
    return standing;
  }

  /** A phase is broken as soon as it can never be done: blocked, unreachable, or without a critical workstream. */
  #standingOfPhase(phase: PhaseState): Standing {
    if (isFinal(phaseMachine, phase.state)) return phase.state === 'done' ? 'done' : 'broken';
    if (phase.state === 'blocked' || this.#isLetDown(phase.id)) return 'broken';
    return this.workstreamsOf(phase).some(isLost) ? 'broken' : 'open';
  }
}

/** True for a workstream that the run cannot do without, and that can never be completed. */
export const isLost = ({ critical, state }: WorkstreamState): boolean =>
  critical && (state === 'failed' || state === 'canceled');

/** How a task stands for what depends on it: a task that its condition excluded counts as done. */
export function standingOfTask(task: TaskRow): Standing {
  if (!isFinal(taskMachine, task.state)) return 'open';
  if (task.state === 'completed') return 'done';
  if (task.state === 'failed') return task.on_failure === 'continue' ? 'done' : 'broken';
  return task.reason === conditionNotMet ? 'done' : 'broken';
}

const listOf = <V>(map: ReadonlyMap<string, readonly V[]>, key: string): readonly V[] => map.get(key) ?? [];

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function known<T>(row: T | undefined, id: string): T {
  if (row === undefined) throw new Error(`the snapshot has no row ${id} that another row names`);
  return row;
}
