import { setTimeout as wait } from 'node:timers/promises';
import type { UetClient } from '@uet/client';
import { findRun, landLane, type Session } from '@uet/runtime';
import { patchLedgerEntry } from '@uet/schemas';
import type { PatchLine } from '@uet/schemas/api';
import { exitCodes } from '../exit-codes.js';
import { print, printJson, tell } from '../output.js';
import { pick } from '../pick.js';
import { findId } from '../session/find-id.js';
import { hasWorker } from '../session/find-interrupted.js';
import type { StopSignals } from '../session/stop-signals.js';
import { type Reached, withApi, workWithApi } from '../session/with-api.js';
import type { Surroundings } from '../surroundings.js';

interface Decision {
  readonly reason: string;
  readonly json?: boolean;
}

/** How often a patch is looked at that a server lands, in milliseconds. */
const lookMs = 300;

/** `uet patches drop`. */
export async function drop(cli: Surroundings, id: string, options: Decision): Promise<number> {
  return withApi(cli, async ({ api }) => {
    const patchId = await findId(api, 'patch', id);
    await api.patches.drop.mutate({ patch_id: patchId, reason: options.reason });
    showEntry(cli, await readEntry(api, patchId), options);
    return exitCodes.succeeded;
  });
}

/** `uet patches release`: where no process works on the run, the lane is landed here and now. */
export async function release(cli: Surroundings, id: string, options: Decision): Promise<number> {
  return workWithApi(cli, 0, async (reached, stop) => {
    const { api } = reached;
    const patchId = await findId(api, 'patch', id);
    tellHowToLeave(cli, reached, stop);
    await api.patches.release.mutate({ patch_id: patchId, reason: options.reason });
    const entry = await landed(reached, patchId, stop);
    showEntry(cli, entry, options);
    return entry.state === 'quarantined' ? exitCodes.quarantined : exitCodes.succeeded;
  });
}

/** `uet patches roll-back`: the patch that takes it back lands like a released one. */
export async function rollBack(cli: Surroundings, id: string, options: Decision): Promise<number> {
  return workWithApi(cli, 0, async (reached, stop) => {
    const { api } = reached;
    const patchId = await findId(api, 'patch', id);
    tellHowToLeave(cli, reached, stop);
    const { patch_id: revertId } = await api.patches.roll_back.mutate({
      patch_id: patchId,
      reason: options.reason,
    });
    const revert = revertId === null ? null : await landed(reached, revertId, stop);
    const entry = await readEntry(api, patchId);
    if (options.json === true)
      printJson(cli, { ...entryOf(entry), rolled_back_by: revert && entryOf(revert) });
    else {
      if (revert !== null) print(cli, sentenceOf(revert));
      print(cli, sentenceOf(entry));
    }
    return revert?.state === 'quarantined' ? exitCodes.quarantined : exitCodes.succeeded;
  });
}

function tellHowToLeave(cli: Surroundings, { alone }: Reached, stop: StopSignals): void {
  const how = alone === null ? 'the patch is left to the server' : 'Ctrl-C again to end it at once';
  void stop.asked.then(() => tell(cli, how));
}

/** The patch once it has landed or was set aside; as it is, where somebody else is to land it. */
async function landed({ api, alone }: Reached, patchId: string, stop: StopSignals): Promise<PatchLine> {
  const entry = await readEntry(api, patchId);
  if (alone === null) return awaitLanding(api, entry, stop);
  await landHere(alone, entry);
  return readEntry(api, patchId);
}

async function landHere(session: Session, { run_id: runId }: PatchLine): Promise<void> {
  const run = await findRun(session, runId);
  if (!(await hasWorker(session, run))) await landLane(session.context, run.lane);
}

const onItsWay: ReadonlySet<PatchLine['state']> = new Set(['created', 'queued', 'applied', 'verified']);

async function awaitLanding(api: UetClient, entry: PatchLine, stop: StopSignals): Promise<PatchLine> {
  if (!onItsWay.has(entry.state) || stop.isAsked) return entry;
  await Promise.race([wait(lookMs), stop.asked]);
  return awaitLanding(api, await readEntry(api, entry.id), stop);
}

async function readEntry(api: UetClient, patchId: string): Promise<PatchLine> {
  return (await api.patches.get.query({ patch_id: patchId })).patch;
}

const entryOf = (line: PatchLine) => pick(line, patchLedgerEntry.keyof().options);

const sentenceOf = ({ id, state, reason }: PatchLine): string =>
  `patch ${id} is ${state}${reason === null ? '' : `: ${reason}`}`;

function showEntry(cli: Surroundings, line: PatchLine, { json }: Pick<Decision, 'json'>): void {
  if (json === true) printJson(cli, entryOf(line));
  else print(cli, sentenceOf(line));
}
