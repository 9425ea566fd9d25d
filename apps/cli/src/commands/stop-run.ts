import type { UetClient } from '@uet/client';
import { abandonWork, findRun, type Session, tick } from '@uet/runtime';
import type { RunState } from '@uet/schemas';
import { print, printJson } from '../output.js';
import { findId } from '../session/find-id.js';
import { hasWorker } from '../session/find-interrupted.js';
import { withApi } from '../session/with-api.js';
import type { Surroundings } from '../surroundings.js';

interface Options {
  readonly reason?: string;
  readonly json?: boolean;
}

/** `uet runs cancel`: where no process works on the run, it is canceled at once. */
export async function cancel(
  cli: Surroundings,
  given: string,
  { now = false, json, ...rest }: Options & { readonly now?: boolean },
): Promise<number> {
  return withApi(cli, async ({ api, alone }) => {
    const id = await findId(api, 'run', given);
    await api.runs.cancel.mutate({ run_id: id, now, ...reasonOf(rest) });
    if (alone !== null) await endUnserved(alone, id);
    const state = await stateOf(api, id);
    if (json === true) printJson(cli, { runId: id, state });
    else if (state === 'canceled') print(cli, `run ${id} is canceled`);
    else print(cli, `run ${id} stops: what runs ${now ? 'is ended' : 'finishes first'}`);
    return 0;
  });
}

/** `uet runs pause`. */
export async function pause(cli: Surroundings, given: string, options: Options): Promise<number> {
  return withApi(cli, async ({ api }) => {
    const id = await findId(api, 'run', given);
    await api.runs.pause.mutate({ run_id: id, ...reasonOf(options) });
    const state = await stateOf(api, id);
    if (options.json === true) printJson(cli, { runId: id, state });
    else print(cli, `run ${id} is ${state}: what runs finishes; \`uet resume ${id}\` goes on`);
    return 0;
  });
}

const reasonOf = ({ reason }: Options): { reason?: string } => (reason === undefined ? {} : { reason });

/** Nobody else would end what a process left that is gone. */
async function endUnserved(session: Session, id: string): Promise<void> {
  const { context } = session;
  const run = await findRun(context, id);
  if (run.state === 'canceled' || (await hasWorker(session, run))) return;
  await abandonWork(context, id, 'person:cli');
  await tick(context, id);
}

async function stateOf(api: UetClient, id: string): Promise<RunState['state'] | undefined> {
  const { items } = await api.runs.lines.query({ run_ids: [id] });
  return items[0]?.state;
}
