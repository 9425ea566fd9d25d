import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { PrismaClient } from '../generated/client.js';
import { PostgresStore } from '../store/postgres-store.js';
import { burnDown, listBudgets } from './costs/budgets.js';
import { listCosts } from './costs/cost-list.js';
import { costsByDimension, summarizeCosts } from './costs/costs-by.js';
import { listEvents } from './events/event-list.js';
import { getGate, historyOfCase, listGates } from './gates/gates.js';
import { listLanes } from './landing/lanes.js';
import { diffOfPatch } from './patches/diff.js';
import { getPatch, listPatchLines } from './patches/patch-list.js';
import { listApprovals } from './people/approvals.js';
import { surroundings } from './people/surroundings.js';
import { listTokens } from './people/tokens.js';
import { listViews } from './people/views.js';
import { openShapes } from './runs/plan-shape.js';
import { graphOfRun, timelineOfRun } from './runs/run-graph.js';
import { runLinesOf } from './runs/run-lines.js';
import { countRuns, listRuns } from './runs/run-list.js';
import { getRun } from './runs/run-page.js';
import { openReader } from './sql/reader.js';
import { listTasks } from './tasks/task-list.js';
import { getTask, placeOfLog } from './tasks/task-page.js';
import { getTemplate, listTemplates, openTemplates } from './templates/stored-templates.js';
import { listBreakers, taskMeans, toolStatistics } from './workers/tool-statistics.js';
import { listWorkers } from './workers/worker-list.js';

/** What the read models are opened with beside a pool. */
export interface ApiModelOptions {
  /** The time; the system's where absent. */
  readonly now?: () => Date;
}

/** The answers to the `query` procedures of the API, as far as they are stored, by router and procedure. */
export type ApiModels = ReturnType<typeof openApiModels>;

/**
 * Opens the read models of the API on a pool; they keep nothing else open. What is ordinary is read by Prisma, what is
 * long or adds up by SQL.
 */
export function openApiModels(pool: Pool, { now = () => new Date() }: ApiModelOptions = {}) {
  const reader = openReader(pool);
  const store = new PostgresStore(pool);
  const client = new PrismaClient({ adapter: new PrismaPg(pool) });
  const looking = { reader, now };
  const sources = {
    shapes: openShapes(reader),
    snapshotOf: (runId: string) => store.snapshot(runId),
  };
  const templates = openTemplates();
  return {
    runs: {
      list: listRuns(looking),
      counts: countRuns(looking),
      get: getRun(looking),
      lines: async ({ run_ids: ids }: { readonly run_ids: readonly string[] }) => ({
        items: await runLinesOf(reader, ids),
      }),
      graph: graphOfRun(looking, sources),
      timeline: timelineOfRun(looking),
      views: listViews(client),
    },
    tasks: {
      list: listTasks(looking, sources),
      get: getTask(looking, sources),
      /** Where a log lies; its text is on the disk of the server. */
      log_place: placeOfLog(looking),
    },
    patches: { list: listPatchLines(looking), get: getPatch(looking), diff: diffOfPatch(looking) },
    gates: { list: listGates(looking), get: getGate(looking), history: historyOfCase(looking) },
    landing: { lanes: listLanes(looking) },
    workers: { list: listWorkers(looking) },
    tools: {
      /** What is stored of each tool; the rest of a line is in the catalogue. */
      statistics: toolStatistics(looking),
      /** The ground of an estimate of a plan. */
      task_means: taskMeans(looking),
    },
    breakers: { list: listBreakers(looking) },
    costs: { by: costsByDimension(looking), summary: summarizeCosts(looking), list: listCosts(looking) },
    budgets: { list: listBudgets(looking), burn_down: burnDown(looking) },
    events: { list: listEvents(looking) },
    approvals: { list: listApprovals(looking) },
    tokens: { list: listTokens(client, looking) },
    templates: { list: listTemplates(looking, templates), get: getTemplate(looking, templates) },
    /** What of `system.info` is stored. */
    system: { surroundings: surroundings(looking) },
  };
}
