import { type CompiledGate, type GateSubject, planOfRun } from '@uet/core';
import type { RunState } from '@uet/schemas';
import { digestOf } from '../engine/digest.js';

/** What a gate row is about: this gate, on this tree, for a patch or for the acceptance of a phase. */
export function gateSubject(
  run: RunState,
  gate: CompiledGate,
  tested: { readonly commit: string; readonly tree: string },
  purpose: { readonly patchId: string } | { readonly phaseId: string },
): GateSubject {
  return {
    run_id: run.id,
    patch_id: 'patchId' in purpose ? purpose.patchId : null,
    phase_id: 'phaseId' in purpose ? purpose.phaseId : null,
    name: gate.name,
    type: gate.type,
    criteria: gate.criteria,
    commit_id: tested.commit,
    tree_id: tested.tree,
    gate_digest: gateDigest(gate),
    environment_digest: environmentDigest(run, gate),
  };
}

/** Digest of what a gate is: command, report, coverage, criteria. A changed gate has no verdict yet. */
const gateDigest = ({ run, report, coverage, criteria, timeoutMs }: CompiledGate): string =>
  digestOf({ run, report, coverage, criteria, timeoutMs });

/** Digest of what a verdict depends on beside tree and gate: platform, run time, environment, preparation. */
const environmentDigest = (run: RunState, { env }: CompiledGate): string =>
  digestOf({
    platform: process.platform,
    arch: process.arch,
    node: process.versions.node,
    env: { ...run.config.env, ...env },
    parameters: run.config.parameters,
    setup: planOfRun(run).setup,
  });
