import { type CompiledGate, planOfRun, type RunPlan } from '@uet/core';
import type { PatchLedgerEntry, Task, WsStep } from '@uet/schemas';
import type { EngineContext } from '../engine/engine-context.js';

/** The gates that a patch has to pass before it lands: every landing gate, and those that its task names. */
export function requiredGates(plan: RunPlan, task: Task): CompiledGate[] {
  const own = new Set((task.step as WsStep).gates ?? []);
  return plan.gates.filter(({ name, when }) => when === 'landing' || own.has(name));
}

/** As {@link requiredGates}, for a ledger entry; none where its run or task is gone. */
export async function landingGatesOf(
  context: EngineContext,
  entry: PatchLedgerEntry,
): Promise<CompiledGate[]> {
  const run = await context.store.find('runs', entry.run_id);
  const task = await context.store.find('tasks', entry.task_id);
  return run === null || task === null ? [] : requiredGates(planOfRun(run), task);
}
