import type { UetClient } from '@uet/client';
import type { Contract, InputOf, Procedure } from '@uet/schemas/api';
import { askingTemplate, quietTemplate, waitingTemplate } from './template.js';

/** What there is to ask for: the ids of what a run of {@link askingTemplate} made. */
export interface World {
  readonly repository: string;
  readonly runId: string;
  readonly taskId: string;
  readonly attemptId: string;
  readonly committedId: string;
  readonly quarantinedId: string;
  readonly gateId: string;
  readonly approvalId: string;
  readonly budgetId: string;
  readonly admin: UetClient;
  /** Waits until a run is in one of these states. */
  readonly until: (runId: string, states: readonly string[]) => Promise<void>;
}

type CallsOf<R extends keyof Contract> = {
  readonly [N in keyof Contract[R]]: Contract[R][N] extends Procedure
    ? (world: World) => InputOf<Contract[R][N]> | Promise<InputOf<Contract[R][N]>>
    : never;
};

/** A call of each procedure, as it would be made: one that is missing does not compile. */
export type Calls = { readonly [R in keyof Contract]: CallsOf<R> };

const start = async ({ admin, repository }: World): Promise<string> => {
  const { run_id: id } = await admin.runs.start.mutate({ template_text: waitingTemplate, repository });
  return id;
};

const canceled = async (world: World): Promise<string> => {
  const id = await start(world);
  await world.admin.runs.cancel.mutate({ run_id: id, now: true });
  await world.until(id, ['canceled']);
  return id;
};

const named = (name: string): string => quietTemplate.replace('quiet', name);

const anyWorker = async ({ admin }: World): Promise<string> => {
  const { items } = await admin.workers.list.query({});
  return items.find(({ state }) => state === 'idle' || state === 'busy')?.id ?? '';
};

/** The calls, in the order of the contract. */
export const calls: Calls = {
  runs: {
    list: () => ({ states: ['running'], search: 'asking', sort: 'cost_usd' }),
    counts: () => ({}),
    get: ({ runId }) => ({ run_id: runId }),
    lines: ({ runId }) => ({ run_ids: [runId] }),
    graph: ({ runId }) => ({ run_id: runId }),
    timeline: ({ runId }) => ({ run_id: runId }),
    start: ({ repository }) => ({ template_text: quietTemplate, repository, idempotency_key: 'once' }),
    pause: async (world) => ({ run_id: await start(world), reason: 'lunch' }),
    resume: async (world) => {
      const id = await start(world);
      await world.admin.runs.pause.mutate({ run_id: id });
      return { run_id: id };
    },
    cancel: async (world) => ({ run_id: await start(world), now: true, reason: 'a mistake' }),
    retry: async (world) => ({ run_id: await canceled(world) }),
    cancel_many: async (world) => ({ run_ids: [await start(world), '01KMZ00000000000000000000A'] }),
    retry_many: async (world) => ({ run_ids: [await canceled(world)] }),
    views: () => ({}),
    save_view: () => ({ name: 'Mine', query: { states: 'failed' } }),
    delete_view: async ({ admin }) => {
      const { id } = await admin.runs.save_view.mutate({ name: 'Not mine', query: {} });
      return { view_id: id };
    },
  },
  templates: {
    list: () => ({}),
    get: () => ({ name: 'asking' }),
    check: () => ({ text: 'template: v1\nmetadata: {}\n' }),
    plan: ({ repository }) => ({
      text: askingTemplate,
      parameters: { word: 'four' },
      repository,
      target_branch: 'main-plan',
    }),
    save: () => ({ text: named('saved') }),
    remove: async ({ admin }) => {
      await admin.templates.save.mutate({ text: named('gone') });
      return { name: 'gone' };
    },
  },
  tasks: {
    list: ({ runId }) => ({ run_id: runId, search: 'word' }),
    get: ({ taskId }) => ({ task_id: taskId }),
    log: ({ attemptId }) => ({ subject_id: attemptId, stream: 'stdout' }),
    search_log: ({ attemptId }) => ({ subject_id: attemptId, stream: 'stdout', text: 'WORD' }),
    follow_log: ({ attemptId }) => ({ subject_id: attemptId, stream: 'stderr' }),
  },
  patches: {
    list: ({ runId }) => ({ run_id: runId }),
    get: ({ committedId }) => ({ patch_id: committedId }),
    diff: ({ committedId }) => ({ patch_id: committedId }),
    content: ({ committedId }) => ({ patch_id: committedId }),
    comment: ({ committedId }) => ({
      patch_id: committedId,
      path: 'list.txt',
      side: 'new',
      line: 3,
      body: 'Why three?',
    }),
    resolve_comment: async ({ admin, committedId }) => {
      const { id } = await admin.patches.comment.mutate({ patch_id: committedId, body: 'Well done.' });
      return { comment_id: id };
    },
    release: ({ quarantinedId }) => ({ patch_id: quarantinedId, reason: 'it is no secret' }),
    drop: ({ quarantinedId }) => ({ patch_id: quarantinedId, reason: 'not needed' }),
    roll_back: ({ committedId }) => ({ patch_id: committedId, reason: 'four was meant' }),
  },
  gates: {
    list: ({ runId }) => ({ run_id: runId }),
    get: ({ gateId }) => ({ gate_id: gateId }),
    history: ({ runId }) => ({ run_id: runId, gate: 'words', name: 'has words' }),
  },
  landing: { lanes: () => ({}) },
  workers: {
    list: () => ({ ended: true }),
    pause: async (world) => ({ worker_id: await anyWorker(world) }),
    resume: async ({ admin }) => {
      const { items } = await admin.workers.list.query({});
      return { worker_id: items.find(({ state }) => state === 'paused')?.id ?? '' };
    },
    shutdown: async (world) => ({ worker_id: await anyWorker(world) }),
  },
  tools: { list: () => ({}), get: () => ({ tool_id: 'command' }) },
  breakers: {
    list: () => ({}),
    force_open: () => ({ tool_id: 'codex', reason: 'it is down' }),
    reset: () => ({ tool_id: 'codex' }),
  },
  costs: {
    by: () => ({ dimension: 'tool' }),
    summary: ({ runId }) => ({ run_id: runId }),
    list: ({ runId }) => ({ run_id: runId }),
    prices: () => ({}),
  },
  budgets: {
    list: ({ runId }) => ({ run_id: runId }),
    burn_down: ({ runId }) => ({ run_id: runId }),
    raise: ({ budgetId }) => ({ budget_id: budgetId, max_cost_usd: '12.5', reason: 'it goes well' }),
  },
  events: {
    list: ({ runId }) => ({ run_id: runId, people: true }),
    follow: ({ runId }) => ({ run_id: runId, after: '0-0' }),
  },
  approvals: {
    list: () => ({}),
    approve: ({ approvalId }) => ({ approval_id: approvalId, reason: 'looks good' }),
    reject: async ({ admin }) => {
      for (;;) {
        const [first] = (await admin.approvals.list.query({})).items;
        if (first !== undefined) return { approval_id: first.approval.id, reason: 'the name stays' };
      }
    },
  },
  tokens: {
    list: () => ({}),
    create: () => ({ name: 'ci', role: 'viewer' }),
    revoke: async ({ admin }) => {
      const { line } = await admin.tokens.create.mutate({ name: 'old', role: 'admin' });
      return { token_id: line.id };
    },
  },
  system: {
    info: () => ({}),
    health: () => ({}),
    find_id: ({ runId }) => ({ kind: 'run', start: runId.slice(0, 20).toLowerCase() }),
    sign_in_link: () => ({ name: 'anna', role: 'operator' }),
  },
};
