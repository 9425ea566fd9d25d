import type { TaskLine } from '@uet/schemas/api';

type WaitReason = NonNullable<TaskLine['waits_for']>;

const words: Readonly<Record<WaitReason, string>> = {
  dependency: 'a task that it depends on',
  gate: 'a gate that it depends on',
  conflict_group: 'a task of the same conflict group',
  scope_overlap: 'a task that may write the same files',
  exclusive: 'a task that runs alone',
  run_limit: 'a free place in the run',
  workstream_limit: 'a free place in the workstream',
  tool_limit: 'a free place at the tool',
  breaker_open: 'a tool that is not called at the moment',
  backoff: 'the time of the next attempt',
  paused: 'the run, which is paused',
  budget: 'money: the budget is used up',
  worker: 'a free worker',
  landing: 'its patch to land',
  approval: 'an approval',
};

/** What a task waits for, in words; null where it waits for nothing. */
export function waitWords({ waits_for: reason, waits_detail: detail }: TaskLine): string | null {
  if (reason === null) return null;
  return detail === null ? words[reason] : `${words[reason]}: ${detail}`;
}
