import type { PhaseState, Task, WorkstreamState } from '@uet/schemas';
import type { ChangeSet, Dependency } from '../../src/moves/index.js';
import { aBudget, aPhase, aRun, aRunConfig, aTask, aWorkstream } from '../../src/testing/index.js';
import type { DependencyShape, RunShape, TaskShape } from './run-shape.js';

/** Something that others may depend on, with its level. */
interface Place {
  readonly id: string;
  readonly level: Dependency['level'];
}

/** Writes the rows of a random run into a change set, and answers the id of the run. */
export function recordShape(changes: ChangeSet, shape: RunShape): string {
  const rows = new ShapeRows(changes, shape);
  for (const phase of shape.phases) rows.addPhase(phase);
  return rows.runId;
}

class ShapeRows {
  readonly runId: string;
  readonly #changes: ChangeSet;
  /** What is complete before the place that comes next: tasks, workstreams and phases, in their order. */
  readonly #before: Place[] = [];
  readonly #counts = { phase: 0, workstream: 0, task: 0 };
  #firstTask: string | null = null;

  constructor(changes: ChangeSet, { maxConcurrency, errorStrategy, budget, phases }: RunShape) {
    this.#changes = changes;
    this.runId = changes.newId();
    const tasks = phases.flatMap(({ workstreams }) => workstreams.flatMap(({ tasks: own }) => own));
    const config = aRunConfig({
      max_concurrency: maxConcurrency,
      error_strategy: errorStrategy,
      parameters: { yes: true, no: false },
      budget,
    });
    changes.insert('runs', aRun({ id: this.runId, config, tasks_total: tasks.length }));
    if (budget === null) return;
    const id = changes.newId();
    changes.insert('budgets', aBudget({ ...budget, id, run_id: this.runId, subject: this.runId }));
  }

  addPhase({ dependsOn, acceptance, workstreams }: RunShape['phases'][number]): void {
    const ordinal = this.#counts.phase++;
    const row = aPhase({ ...this.#own('phase', ordinal), acceptance });
    this.#changes.insert('phases', row);
    const phases = this.#before.filter(({ level }) => level === 'phase');
    this.#depend(row.id, dependsOn, phases);
    for (const workstream of workstreams) this.#addWorkstream(row, workstream);
    this.#before.push({ id: row.id, level: 'phase' });
  }

  #addWorkstream(phase: PhaseState, shape: RunShape['phases'][number]['workstreams'][number]): void {
    const { dependsOn, tasks, critical, max_concurrency } = shape;
    const ordinal = this.#counts.workstream++;
    const own = this.#own('workstream', ordinal);
    const row = aWorkstream({ ...own, phase_id: phase.id, critical, max_concurrency });
    this.#changes.insert('workstreams', row);
    this.#depend(row.id, dependsOn, this.#before);
    for (const task of tasks) this.#addTask(row, task);
    this.#before.push({ id: row.id, level: 'workstream' });
  }

  #addTask(workstream: WorkstreamState, shape: TaskShape): void {
    const { dependsOn, outcomes: _, carried, condition, ...columns } = shape;
    const own = this.#own('task', this.#counts.task++);
    const place = { phase_id: workstream.phase_id, workstream_id: workstream.id };
    const done = { state: 'completed', carried_from: own.id, ended_at: this.#changes.now } as const;
    const row: Task = aTask({
      ...columns,
      ...own,
      ...place,
      condition: this.#condition(condition),
      ...(carried ? done : {}),
    });
    this.#changes.insert('tasks', row);
    this.#depend(row.id, dependsOn, this.#before);
    this.#firstTask ??= row.key;
    this.#before.push({ id: row.id, level: 'task' });
  }

  #own(level: Dependency['level'], ordinal: number) {
    return { id: this.#changes.newId(), run_id: this.runId, key: `${level}${ordinal}`, ordinal };
  }

  #condition(condition: TaskShape['condition']): string | null {
    if (condition === 'none') return null;
    if (condition !== 'first_completed') return condition === 'true' ? 'params.yes' : 'params.no';
    return this.#firstTask === null ? 'params.yes' : `tasks.${this.#firstTask}.state == 'completed'`;
  }

  #depend(id: string, dependsOn: readonly DependencyShape[], candidates: readonly Place[]): void {
    const seen = new Set<string>();
    for (const { pick, kind } of dependsOn) {
      const from = candidates[pick % candidates.length];
      if (from === undefined || seen.has(from.id)) continue;
      seen.add(from.id);
      this.#changes.insert('dependencies', {
        id: this.#changes.newId(),
        run_id: this.runId,
        from_id: from.id,
        to_id: id,
        kind,
        level: from.level,
      });
    }
  }
}
