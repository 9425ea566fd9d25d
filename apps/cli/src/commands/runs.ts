import { formatUsd } from '@uet/core';
import { runStateName } from '@uet/schemas';
import type { RunLine } from '@uet/schemas/api';
import { oneOf, wholeNumber } from '../arguments.js';
import { print, printJson } from '../output.js';
import { reportRun } from '../report/run-report.js';
import { findId } from '../session/find-id.js';
import { readPages } from '../session/read-pages.js';
import { withApi } from '../session/with-api.js';
import type { Surroundings } from '../surroundings.js';
import { columns, formatDuration } from '../view/format.js';
import { summaryOf } from './finish-run.js';

interface Options {
  readonly json?: boolean;
}

interface ListOptions extends Options {
  readonly state?: readonly string[];
  readonly limit: string;
}

const heads = ['RUN', 'STATE', 'TEMPLATE', 'DONE', 'COST', 'TIME', 'STARTED (UTC)', 'BRANCH'];

/** `uet runs list`. */
export async function listRuns(
  cli: Surroundings,
  { state = [], limit: text, json }: ListOptions,
): Promise<number> {
  const most = wholeNumber(text, '--limit') ?? 20;
  const states = oneOf(state, '--state', runStateName.options);
  return withApi(cli, async ({ api }) => {
    const runs = await readPages((page) => api.runs.list.query({ states, ...page }), most);
    if (json === true) printJson(cli, runs.map(asReported));
    else if (runs.length === 0) {
      print(cli, states.length === 0 ? 'no runs yet: `uet run <template>` starts one' : 'no such runs');
    } else for (const line of columns([heads, ...runs.map(rowOf)])) print(cli, line);
    return 0;
  });
}

/** A run as `--json` lists it; every key is part of the interface. */
const asReported = (run: RunLine) => ({
  id: run.id,
  state: run.state,
  reason: run.reason,
  template: run.template_name,
  repository: run.repository,
  branch: run.target_branch,
  tasksTotal: run.tasks_total,
  tasksDone: run.tasks_done,
  costUsd: run.cost_usd,
  createdAt: run.created_at,
  endedAt: run.ended_at,
});

const rowOf = (run: RunLine): string[] => [
  run.id,
  run.state,
  run.template_name,
  `${run.tasks_done}/${run.tasks_total} tasks`,
  formatUsd(run.cost_usd),
  formatDuration(
    (run.ended_at === null ? Date.now() : Date.parse(run.ended_at)) - Date.parse(run.created_at),
  ),
  run.created_at.slice(0, 16).replace('T', ' '),
  run.target_branch,
];

/** `uet runs show`. */
export async function showRun(cli: Surroundings, id: string, { json }: Options): Promise<number> {
  return withApi(cli, async ({ api }) => {
    const reported = await reportRun(api, await findId(api, 'run', id));
    if (json === true) printJson(cli, reported.report);
    else for (const line of summaryOf(cli, reported)) print(cli, line);
    return 0;
  });
}
