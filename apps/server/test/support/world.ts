import type { UetClient } from '@uet/client';
import type { World } from './calls.js';
import { follow } from './follow.js';
import { askingTemplate } from './template.js';

/** Starts a run, and waits until a patch of it landed, one is set aside, and one waits for approval. */
export async function makeWorld(admin: UetClient, repository: string): Promise<World> {
  const { run_id: runId } = await admin.runs.start.mutate({ template_text: askingTemplate, repository });
  const seen = new Set<string>();
  await follow(admin, runId, ({ type, to_state: to }) => {
    seen.add(`${type} ${to}`);
    const wanted = ['patch.commit committed', 'patch.quarantine quarantined', 'approval.request pending'];
    return wanted.every((each) => seen.has(each));
  });
  const patches = (await admin.patches.list.query({ run_id: runId })).items;
  const patchIn = (state: string) => patches.find((patch) => patch.state === state);
  const committed = patchIn('committed');
  const taskId = committed?.task_id ?? '';
  const { attempts, gates } = await admin.tasks.get.query({ task_id: taskId });
  const approvals = await admin.approvals.list.query({ run_id: runId });
  const budgets = await admin.budgets.list.query({ run_id: runId });
  return {
    repository,
    runId,
    taskId,
    attemptId: attempts[0]?.id ?? '',
    committedId: committed?.id ?? '',
    quarantinedId: patchIn('quarantined')?.id ?? '',
    gateId: gates[0]?.id ?? '',
    approvalId: approvals.items[0]?.approval.id ?? '',
    budgetId: budgets.items[0]?.id ?? '',
    admin,
    until: (id, states) =>
      follow(
        admin,
        id,
        ({ entity_type: entity, to_state: to }) => entity === 'run' && states.includes(to ?? ''),
      ),
  };
}
