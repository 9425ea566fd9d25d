import type { RunState } from '@uet/schemas';
import type { CompiledTemplate } from './compiled-template.js';

/** What a run keeps of its compiled template: all but the tasks and edges, which are rows of their own. */
export type RunPlan = Omit<CompiledTemplate, 'tasks' | 'dependencies' | 'dag'>;

/** The part of a compiled template that is kept with the run. */
export function runPlanOf({ tasks: _, dependencies: __, dag: ___, ...plan }: CompiledTemplate): RunPlan {
  return plan;
}

/** The plan of a stored run; it was written by {@link runPlanOf}. */
export const planOfRun = (run: Pick<RunState, 'plan'>): RunPlan => run.plan as unknown as RunPlan;
