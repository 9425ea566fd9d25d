import { UetError } from '../errors/index.js';
import { conditionNotMet, type TaskRow } from '../tasks/index.js';
import { holds } from '../templates/index.js';
import type { Planning } from './planning.js';

/**
 * Why its condition keeps a task from being carried out, or null where it holds, seen from what is stored. A
 * condition that has no answer (an output that is not a number is compared with one) keeps it as well.
 */
export function excludedBy(planning: Planning, task: TaskRow, condition: string): string | null {
  const { run, results } = planning;
  const scope = {
    params: run.config.parameters,
    run: { id: run.id, target: run.target_branch, repository: run.repository },
    task: { id: task.key },
    tasks: results,
  };
  try {
    return holds(condition, scope) ? null : conditionNotMet;
  } catch (error) {
    if (error instanceof UetError) return `its condition has no answer: ${error.message}`;
    throw error;
  }
}
