import { createHash } from 'node:crypto';
import { UetError } from '@uet/core';
import { type GivenPatch, inspectRepository, startLanding } from '@uet/runtime';
import { patchesOf, readGiven } from '../landing/given-patches.js';
import type { GateArgument } from '../landing/landing-gates.js';
import { gatesOf } from '../landing/landing-gates.js';
import { type PolicyOptions, policyOf } from '../landing/landing-policy.js';
import { tell } from '../output.js';
import { findInterrupted } from '../session/find-interrupted.js';
import { workAlone } from '../session/with-api.js';
import { pathOf, type Surroundings } from '../surroundings.js';
import { finishRun } from './finish-run.js';

interface LandOptions extends PolicyOptions {
  readonly repo: string;
  readonly target: string;
  readonly gate?: readonly GateArgument[];
  readonly json?: boolean;
}

/** Landings of one lane follow one another: few connections are in use at once. */
const slots = 4;

/**
 * `uet land`: lands ready-made patches in their order, through gates, without a template. The same command again
 * goes on where it was interrupted; what is on the branch already is passed over.
 */
export async function land(
  cli: Surroundings,
  names: readonly string[],
  options: LandOptions,
): Promise<number> {
  refuseServer(cli);
  const gates = gatesOf(options.gate ?? []);
  const targetBranch = options.target.replace(/^refs\/heads\//, '');
  const policy = await policyOf(cli, options);
  const given = await readGiven(cli, names);
  const { root: repository } = await inspectRepository(pathOf(cli, options.repo));
  return workAlone(cli, slots, async (alone, stop) => {
    const session = alone.alone;
    const patches = await patchesOf(session, repository, given);
    const sha256 = digestOf({ patches, gates, policy, targetBranch });
    const interrupted = await findInterrupted(
      session,
      ({ config }) => config.template_sha256 === sha256 && config.repository === repository,
    );
    if (interrupted !== null) tell(cli, `going on with run ${interrupted.id}, which was interrupted`);
    const request = {
      repository,
      targetBranch,
      patches,
      gates,
      policy,
      config: { template_sha256: sha256 },
    };
    const run = interrupted ?? (await startLanding(session.context, request));
    if (Object.keys(gates).length === 0) tell(cli, 'no --gate is given: the patches land untested');
    return finishRun(cli, alone, { run, json: options.json === true, stop });
  });
}

/** The patches are files of this machine, which a server elsewhere does not see. */
function refuseServer({ env }: Surroundings): void {
  if (env.UET_URL === undefined) return;
  throw new UetError('bad_argument', '`uet land` lands in this process, not at a server', {
    where: 'UET_URL',
    hint: 'unset UET_URL',
  });
}

function digestOf({
  patches,
  ...rest
}: { patches: readonly GivenPatch[] } & Record<string, unknown>): string {
  const hash = createHash('sha256').update(JSON.stringify(rest));
  for (const { diff, message, author } of patches)
    hash
      .update('\0')
      .update(diff)
      .update(JSON.stringify([message, author]));
  return hash.digest('hex');
}
