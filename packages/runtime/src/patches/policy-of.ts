import { type EffectivePolicy, type PolicyLayer, type RunPlan, tightenPolicy } from '@uet/core';
import type { PatchPolicy, PhaseState, Task, WorkstreamState, WsStep } from '@uet/schemas';

/** Where a task stands in the plan, by keys. */
export interface PolicyPlace {
  readonly phase: Pick<PhaseState, 'key'>;
  readonly workstream: Pick<WorkstreamState, 'key'>;
  readonly task: Pick<Task, 'step'>;
}

/** The policy that holds for the patches of a task: the layers of the template, from the run's down to its own. */
export function policyOf(plan: RunPlan, { phase, workstream, task }: PolicyPlace): EffectivePolicy {
  const step = task.step as WsStep;
  const ofPhase = plan.phases.find(({ key }) => key === phase.key);
  const ofWorkstream = plan.workstreams.find(({ key }) => key === workstream.key);
  const layers: Array<[PolicyLayer['level'], PatchPolicy | null | undefined]> = [
    ['project', plan.policy],
    ['phase', ofPhase?.policy],
    ['workstream', withScope(ofWorkstream?.policy, ofWorkstream?.scope)],
    ['task', withScope(step.policy, step.scope)],
  ];
  return tightenPolicy(layers.flatMap(([level, policy]) => (policy == null ? [] : [{ level, policy }])));
}

/** A scope that was written beside a policy is part of it. */
const withScope = (policy: PatchPolicy | null | undefined, scope: readonly string[] = []): PatchPolicy => ({
  ...policy,
  ...(scope.length === 0 ? {} : { scope: [...scope] }),
});
