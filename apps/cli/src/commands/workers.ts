import type { WorkerLine } from '@uet/schemas/api';
import { print, printJson } from '../output.js';
import { findId } from '../session/find-id.js';
import { withApi } from '../session/with-api.js';
import type { Surroundings } from '../surroundings.js';
import { columns } from '../view/format.js';

interface Options {
  readonly json?: boolean;
}

const heads = ['WORKER', 'STATE', 'POOL', 'HOST', 'PID', 'DONE', 'FAILED', 'TASK'];

/** `uet workers list`. */
export async function list(
  cli: Surroundings,
  { ended = false, json }: Options & { readonly ended?: boolean },
): Promise<number> {
  return withApi(cli, async ({ api }) => {
    const { items } = await api.workers.list.query({ ended });
    if (json === true) printJson(cli, items);
    else if (items.length === 0) print(cli, 'no workers: `uet up` starts some');
    else for (const line of columns([heads, ...items.map(rowOf)])) print(cli, line);
    return 0;
  });
}

const rowOf = (worker: WorkerLine): string[] => [
  worker.id,
  worker.state,
  worker.pool,
  worker.host,
  String(worker.pid),
  String(worker.tasks_completed),
  String(worker.tasks_failed),
  worker.current_task_key ?? '',
];

/** How a worker is steered, and what is told of it. */
const steering = {
  pause: 'finishes what it holds, and takes nothing new',
  resume: 'takes work again',
  shutdown: 'finishes what it holds, then ends',
} as const;

const steer =
  (verb: keyof typeof steering) =>
  async (
    cli: Surroundings,
    given: string,
    { reason, json }: Options & { readonly reason?: string },
  ): Promise<number> =>
    withApi(cli, async ({ api }) => {
      const id = await findId(api, 'worker', given);
      await api.workers[verb].mutate({ worker_id: id, ...(reason === undefined ? {} : { reason }) });
      const { items } = await api.workers.list.query({ ended: true });
      const worker = items.find((line) => line.id === id);
      if (json === true) printJson(cli, worker ?? { id });
      else if (worker?.state === 'stopped') print(cli, `worker ${id} has ended`);
      else print(cli, `worker ${id} is ${worker?.state}: it ${steering[verb]}`);
      return 0;
    });

/** `uet workers pause`. */
export const pause = steer('pause');
/** `uet workers resume`. */
export const resume = steer('resume');
/** `uet workers shutdown`. */
export const shutdown = steer('shutdown');
