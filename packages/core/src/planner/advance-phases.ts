import type { PhaseState, TestGate } from '@uet/schemas';
import { isFinal, phaseMachine, workstreamMachine } from '../machines/index.js';
import { isLost, type Planning } from './planning.js';

/** Whether a tree is accepted: every named gate passed on it, one did not, or a verdict is missing. */
export type Acceptance = { state: 'passed' } | { state: 'missing' } | { state: 'refused'; reason: string };

/** What the acceptance gates of a phase say about the run's present head. */
export function acceptanceOf(planning: Planning, phase: PhaseState): Acceptance {
  const verdicts = new Map<string, TestGate>();
  for (const gate of planning.snapshot.acceptance) {
    const onHead = gate.phase_id === phase.id && gate.tree_id === planning.run.head_tree;
    if (onHead && gate.state !== 'skipped') verdicts.set(gate.name, gate);
  }
  const refusing = phase.acceptance
    .map((name) => verdicts.get(name))
    .find((gate) => gate?.state === 'failed' || gate?.state === 'error');
  if (refusing !== undefined) {
    return {
      state: 'refused',
      reason: `acceptance gate ${refusing.name} ${refusing.state}: ${refusing.reason}`,
    };
  }
  const allPassed = phase.acceptance.every((name) => verdicts.get(name)?.state === 'passed');
  return { state: allPassed ? 'passed' : 'missing' };
}

/** Activates phases whose turn it is; finishes or blocks those whose workstreams have ended. */
export function advancePhases(planning: Planning): void {
  for (const phase of planning.phases) {
    if (phase.state === 'planned' && planning.isReady(phase.id)) {
      planning.keepPhase(planning.runs.activatePhase(phase));
    } else if (phase.state === 'active') {
      close(planning, phase);
    }
  }
}

function close(planning: Planning, phase: PhaseState): void {
  const workstreams = planning.workstreamsOf(phase);
  if (!workstreams.every(({ state }) => isFinal(workstreamMachine, state))) return;
  if (workstreams.some(isLost)) return;
  const acceptance = acceptanceOf(planning, phase);
  if (acceptance.state === 'passed') planning.keepPhase(planning.runs.finishPhase(phase));
  else if (acceptance.state === 'missing') requestAcceptance(planning);
  else {
    planning.keepPhase(planning.runs.blockPhase(phase, acceptance.reason));
    blockDependents(planning, phase, acceptance.reason);
  }
}

/** Asks for the acceptance gates that have no verdict on the run's head yet. */
export function requestAcceptance(planning: Planning): void {
  const { id, pool } = planning.run;
  planning.changes.enqueue({ name: 'accept', pool, subject: id });
}

/** A failed gate blocks the tasks that wait for it; those that wait for any end of the phase go on. */
function blockDependents(planning: Planning, blocked: PhaseState, reason: string): void {
  for (const { from_id: from, to_id: to, kind } of planning.snapshot.dependencies) {
    if (from !== blocked.id || kind === 'soft') continue;
    for (const task of planning.tasksUnder(to)) {
      if (task.state === 'pending') planning.keepTask(planning.lifecycle.block(task, reason));
    }
  }
}

/** Gives up every phase that has not ended. */
export function abandonPhases(planning: Planning, reason: string): void {
  for (const phase of planning.phases) {
    if (!isFinal(phaseMachine, phase.state)) planning.keepPhase(planning.runs.abandonPhase(phase, reason));
  }
}
