import { dependencyFailed } from '@uet/core';
import type { PatchLedgerEntry, Task } from '@uet/schemas';
import { addAttempt } from './attempt-rows.js';
import type { DemoRun } from './demo-run.js';
import { failureMessage } from './failure-texts.js';
import { addPatch } from './patch-rows.js';
import { instant } from './seed-rows.js';
import type { TaskStory, Try } from './simulate.js';

/** Where a task stands in its run. */
export interface TaskPlace {
  readonly phaseId: string;
  readonly workstreamId: string;
}

/** A task as it was added, with what its run adds up. */
export interface AddedTask {
  readonly task: Task;
  readonly costUnits: number;
  /** The last patch of it that landed, and when. */
  readonly landed: PatchLedgerEntry | null;
}

type Draft = { -readonly [K in keyof Task]: Task[K] };

/** Adds a task as it is at the moment that is looked at, with attempts and patches. */
export function addTask(run: DemoRun, story: TaskStory, place: TaskPlace): AddedTask {
  const { rows, seenMs, random, story: whole } = run;
  const draft = draftOf(run, story, place);
  rows.add('tasks', draft);
  rows.note('task', draft, { at: whole.startMs, trigger: 'create', to: 'pending' });
  const first = story.tries[0];
  if (isCutOff(run, story)) return canceled(run, draft, story);
  if (story.readyMs > seenMs || first === undefined) return { task: draft, costUnits: 0, landed: null };
  draft.queued_at = instant(story.readyMs);
  draft.state = 'queued';
  rows.note('task', draft, { at: story.readyMs, trigger: 'enqueue', from: 'pending', to: 'queued' });
  let costUnits = 0;
  let last: PatchLedgerEntry | null = null;
  for (const [index, made] of story.tries.entries()) {
    if (made.startMs > seenMs) break;
    const message = made.failure === null ? null : failureMessage(random, made.failure);
    const done = carryOut(run, draft, {
      made,
      number: index + 1,
      message,
      story,
      replaces: last?.id ?? null,
    });
    costUnits += done.costUnits;
    last = done.entry ?? last;
  }
  return { task: draft, costUnits, landed: last?.state === 'committed' ? last : null };
}

/** Tasks that begin after a person stopped the run, or wait for one that failed, are not carried out. */
const isCutOff = ({ canceledMs, cutOff }: DemoRun, { task, tries }: TaskStory): boolean =>
  cutOff.has(task.ordinal) || (canceledMs !== null && (tries[0]?.startMs ?? 0) > canceledMs);

/** When the task ended for which others are not carried out: they would have been ready then. */
const failedMs = ({ story, cutOff, seenMs }: DemoRun): number =>
  Math.min(
    seenMs,
    ...story.tasks.filter(({ task }) => cutOff.has(task.ordinal)).map(({ readyMs }) => readyMs),
  );

function canceled(run: DemoRun, draft: Draft, { task }: TaskStory): AddedTask {
  const { rows, canceledMs, cutOff } = run;
  const reason = cutOff.has(task.ordinal) ? dependencyFailed : 'run_canceled';
  const at = canceledMs ?? failedMs(run);
  Object.assign(draft, {
    state: 'canceled',
    version: 1,
    reason,
    ended_at: instant(at),
  } satisfies Partial<Task>);
  rows.note('task', draft, { at, trigger: 'cancel', from: 'pending', to: 'canceled', reason });
  return { task: draft, costUnits: 0, landed: null };
}

interface TryCall {
  readonly made: Try;
  readonly number: number;
  readonly message: string | null;
  readonly story: TaskStory;
  readonly replaces: string | null;
}

/** Adds one try, and leaves the task as that try leaves it at the moment that is looked at. */
function carryOut(
  run: DemoRun,
  draft: Draft,
  { made, number, message, story, replaces }: TryCall,
): { readonly costUnits: number; readonly entry: PatchLedgerEntry | null } {
  const { rows, seenMs, random } = run;
  const isRunning = made.endMs > seenMs;
  const id = random.id(made.startMs);
  const workerId = isRunning ? run.workers.busy(draft.id) : null;
  const { attempt, costUnits } = addAttempt(run, { id, task: draft, number, made, message, workerId });
  Object.assign(draft, {
    tool_id: made.tool,
    started_at: draft.started_at ?? instant(made.startMs),
    attempts_total: number,
    version: draft.version + 2,
    state: 'running',
    reason: null,
    not_before: null,
    lease_attempt_id: isRunning ? id : null,
    lease_worker_id: isRunning ? attempt.worker_id : null,
  } satisfies Partial<Task>);
  rows.note('task', { ...draft, worker_id: attempt.worker_id } as Task, {
    at: made.startMs,
    trigger: 'start',
    from: 'queued',
    to: 'running',
  });
  if (isRunning) return { costUnits, entry: null };
  if (made.failure !== 'worker_lost') draft.attempts_used += 1;
  const entry = made.landing === null ? null : patchOf(run, draft, { made, message, attempt, replaces });
  settle(run, draft, { made, number, message, story, replaces });
  return { costUnits, entry };
}

function patchOf(
  run: DemoRun,
  draft: Draft,
  {
    made,
    message,
    attempt,
    replaces,
  }: Pick<TryCall, 'made' | 'message' | 'replaces'> & {
    readonly attempt: { id: string; patch_id: string | null; patch_digest: string | null };
  },
): PatchLedgerEntry | null {
  const { landing } = made;
  if (landing === null) return null;
  const needsApproval = run.plan.approval.includes(draft.key);
  const attemptId = attempt.id;
  const entry = addPatch(run, {
    task: draft,
    attemptId,
    made,
    landing,
    refusal: message,
    replaces,
    needsApproval,
  });
  attempt.patch_id = entry.id;
  draft.patch_id = entry.id;
  return entry;
}

/** What becomes of the task after its tool has ended. */
function settle({ rows, seenMs }: DemoRun, draft: Draft, { made, number, message, story }: TryCall): void {
  const { landing, failure } = made;
  const refusedMs = failure === 'gate' ? (landing?.verifiedMs ?? made.endMs) : made.endMs;
  const doneMs = failure === null ? (landing?.committedMs ?? made.endMs) : refusedMs;
  const note = (at: number, trigger: string, from: Task['state'], to: Task['state']) =>
    rows.note('task', draft, { at, trigger, from, to, reason: draft.reason });
  if (failure === null || failure === 'gate') note(made.endMs, 'finish', 'running', 'validating');
  if (doneMs > seenMs) {
    draft.state = 'validating';
    return;
  }
  const from = failure === null || failure === 'gate' ? 'validating' : 'running';
  if (failure === null) {
    Object.assign(draft, { state: 'completed', ended_at: instant(doneMs), last_error: null, feedback: null });
    note(doneMs, 'complete', from, 'completed');
    return;
  }
  const isLast = number === story.tries.length;
  const feedback = `The last attempt came to nothing:\n${message}`;
  Object.assign(draft, { reason: message, last_error: message, feedback } satisfies Partial<Task>);
  if (isLast) Object.assign(draft, { state: 'failed', ended_at: instant(doneMs) });
  else
    Object.assign(draft, { state: 'retrying', not_before: instant(story.tries[number]?.startMs ?? doneMs) });
  note(doneMs, isLast ? 'fail' : 'retry', from, isLast ? 'failed' : 'retrying');
}

function draftOf(run: DemoRun, { task }: TaskStory, { phaseId, workstreamId }: TaskPlace): Draft {
  const createdMs = run.story.startMs - 400;
  return {
    id: run.random.id(createdMs),
    run_id: run.id,
    phase_id: phaseId,
    workstream_id: workstreamId,
    key: task.key,
    title: task.title,
    ordinal: task.ordinal,
    state: 'pending',
    version: 0,
    reason: null,
    priority: task.priority,
    kind: task.kind,
    classification: task.classification,
    condition: task.condition,
    scope: [...(task.step.scope ?? [])],
    conflict_group: task.conflictGroup,
    parallel: task.parallel,
    critical: task.critical,
    on_failure: task.onFailure,
    max_attempts: task.maxAttempts,
    attempts_used: 0,
    attempts_total: 0,
    step: task.step as unknown as Task['step'],
    tool_id: task.step.tool ?? (task.step.patch === undefined ? 'command' : 'patch'),
    lease_attempt_id: null,
    lease_worker_id: null,
    patch_id: null,
    outputs: {},
    feedback: null,
    last_error: null,
    not_before: null,
    carried_from: null,
    created_at: instant(createdMs),
    queued_at: null,
    started_at: null,
    ended_at: null,
  };
}
