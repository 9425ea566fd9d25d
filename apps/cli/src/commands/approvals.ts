import { approvalStateName } from '@uet/schemas';
import type { ApprovalLine } from '@uet/schemas/api';
import { oneOf } from '../arguments.js';
import { print, printJson } from '../output.js';
import { findId, findRunId } from '../session/find-id.js';
import { readPages } from '../session/read-pages.js';
import { type Reached, withApi } from '../session/with-api.js';
import type { Surroundings } from '../surroundings.js';
import { columns, cut } from '../view/format.js';
import { sizeOf } from './patches.js';

interface Options {
  readonly json?: boolean;
}

interface ListOptions extends Options {
  readonly run?: string;
  readonly state?: readonly string[];
}

const heads = ['APPROVAL', 'STATE', 'RUN', 'TASK', 'SIZE', 'PATCH', 'REASON'];

/** `uet approvals list`: what waits for a person, the oldest first. */
export async function list(cli: Surroundings, options: ListOptions): Promise<number> {
  const states = oneOf(options.state ?? ['pending'], '--state', approvalStateName.options);
  return withApi(cli, async ({ api }) => {
    const filter = { states, run_id: await findRunId(api, options.run) };
    const lines = (await readPages((page) => api.approvals.list.query({ ...filter, ...page }))).reverse();
    if (options.json === true) printJson(cli, lines);
    else if (lines.length === 0) print(cli, 'nothing waits for approval');
    else for (const line of columns([heads, ...lines.map(rowOf)])) print(cli, line);
    return 0;
  });
}

const rowOf = ({ approval, patch, run }: ApprovalLine): string[] => [
  approval.id,
  approval.state,
  run.template_name,
  patch.task_key,
  sizeOf(patch),
  patch.id,
  cut(approval.reason ?? '', 60),
];

interface Decision extends Options {
  readonly reason?: string;
}

/** `uet approvals approve`: the patch may land; it still has to pass the gates. */
export async function approve(cli: Surroundings, given: string, options: Decision): Promise<number> {
  const { reason } = options;
  return withApi(cli, async (reached) => {
    const id = await findId(reached.api, 'approval', given);
    await reached.api.approvals.approve.mutate({
      approval_id: id,
      ...(reason === undefined ? {} : { reason }),
    });
    return tellDecided(cli, reached, id, options);
  });
}

/** `uet approvals reject`: the patch is set aside, and the next attempt is told why. */
export async function reject(
  cli: Surroundings,
  given: string,
  options: Options & { readonly reason: string },
): Promise<number> {
  return withApi(cli, async (reached) => {
    const id = await findId(reached.api, 'approval', given);
    await reached.api.approvals.reject.mutate({ approval_id: id, reason: options.reason });
    return tellDecided(cli, reached, id, options);
  });
}

async function tellDecided(
  cli: Surroundings,
  { api, alone }: Reached,
  id: string,
  { json }: Options,
): Promise<number> {
  const decided = await readPages((page) =>
    api.approvals.list.query({ states: ['approved', 'rejected'], ...page }),
  );
  const line = decided.find(({ approval }) => approval.id === id);
  if (json === true) printJson(cli, line);
  else {
    print(cli, `the patch of ${line?.patch.task_key} is ${line?.approval.state}`);
    const runId = line?.run.id;
    print(cli, alone === null ? `the server goes on with run ${runId}` : `go on: uet resume ${runId}`);
  }
  return 0;
}
