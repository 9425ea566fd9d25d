import {
  type ChangeSet,
  compileTemplate,
  PatchLedger,
  planOfRun,
  TaskLifecycle,
  taskMachine,
} from '@uet/core';
import type { RunConfig, RunState, Template } from '@uet/schemas';
import { type EngineContext, transact } from '../engine/engine-context.js';
import { policyOf } from '../patches/policy-of.js';
import { readPatch } from '../patches/read-patch.js';
import { findLandedPatches } from './landed-patches.js';
import type { GivenPatch, LandingRequest } from './landing-request.js';
import { type RunRows, recordRun } from './new-run.js';
import { makeTarget, resolveBase } from './start-run.js';

/** What stands in the place of a template's path in a run that lands ready-made patches. */
export const landingTemplate = 'uet land';

const phaseKey = 'land';
const workstreamKey = 'series';

/**
 * Starts a run that lands ready-made patches: everything, the patches' content too, is written in one
 * transaction. Each patch is a task of its own that nothing depends on, so that one which does not land is set
 * aside and the next ones are tried. One that the target holds already is dropped, with the commit as the reason.
 */
export async function startLanding(context: EngineContext, request: LandingRequest): Promise<RunState> {
  const { base, lane, branch } = await resolveBase(context, request.repository, request.targetBranch);
  const landed = await findLandedPatches(context, request, base.commit);
  const compiled = compileTemplate(templateOf(request), {});
  const config: RunConfig = {
    ...request.config,
    template: landingTemplate,
    repository: request.repository,
    target_branch: branch,
    parameters: {},
    max_concurrency: 1,
    timeout_s: 0,
    retries: 1,
    env: {},
    routing_strategy: 'fixed',
    tools: null,
    budget: null,
    error_strategy: 'continue',
    retry_of: null,
  };
  const id = context.ids.next();
  const run = await transact(context, 'system', async (changes) => {
    const rows = recordRun(changes, {
      id,
      compiled,
      config,
      base,
      lane,
      origin: 'manual',
      pool: null,
      tasksBegin: 'validating',
    });
    request.patches.forEach((patch, index) => {
      recordPatch(changes, rows, taskKey(index), { ...patch, landedAs: landed[index] ?? null });
    });
    changes.enqueue({ name: 'land', pool: rows.run.pool, subject: lane });
    return rows.run;
  });
  await makeTarget(context, run);
  return run;
}

const taskKey = (index: number): string => `patch-${index + 1}`;

/** The template that says the same: one phase, one workstream, one task a patch. */
function templateOf({ patches, gates, policy }: LandingRequest): Template {
  return {
    template: 'v1',
    metadata: { name: 'land', title: 'Land patches', version: '1.0.0', status: 'active', owner: 'uet' },
    gates: { ...gates },
    policy,
    error_strategy: 'continue',
    phases: [
      {
        id: phaseKey,
        workstreams: [
          {
            id: workstreamKey,
            tasks: patches.map(({ title }, index) => ({
              id: taskKey(index),
              title: title.slice(0, 200) || taskKey(index),
              patch: title || taskKey(index),
              critical: false,
              retries: 1,
            })),
          },
        ],
      },
    ],
  };
}

/** A patch, and the commit of the target that it is already. */
type SoughtPatch = GivenPatch & { readonly landedAs: string | null };

/** Records a patch with its entry, and judges it: what breaks the policy is set aside at once. */
function recordPatch(changes: ChangeSet, rows: RunRows, key: string, given: SoughtPatch): void {
  const task = rows.tasks.get(key);
  if (task === undefined) throw new Error(`the plan has no task ${key}`);
  const phase = { key: phaseKey };
  const workstream = { key: workstreamKey };
  const policy = policyOf(planOfRun(rows.run), { phase, workstream, task });
  const read = readPatch(given.diff, policy, { allowEmpty: given.origin === 'series' });
  const patchId = changes.newId();
  const ledger = new PatchLedger(changes);
  const entry = ledger.record(
    {
      ...read.facts,
      id: patchId,
      run_id: rows.run.id,
      task_id: task.id,
      attempt_id: null,
      base_commit: null,
      result_tree: null,
      origin: given.origin,
      message: given.message,
      author: given.author,
      created_at: changes.now,
    },
    rows.run.lane,
  );
  const judged = changes.change('tasks', task, { patch_id: patchId });
  if (given.landedAs !== null) {
    ledger.drop(entry, `it is on the branch already, as ${given.landedAs.slice(0, 10)}`);
    new TaskLifecycle(changes).complete(judged);
  } else if (read.violations.length === 0) ledger.queue(ledger.validate(entry, read.validation));
  else {
    const reason = read.violations.map(({ message }) => message).join('; ');
    ledger.quarantine(entry, reason, read.validation);
    changes.move(taskMachine, judged, 'fail', {
      reason,
      change: { ended_at: changes.now, last_error: reason },
    });
  }
}
