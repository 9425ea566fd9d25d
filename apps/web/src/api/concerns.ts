import type { ExecutionEvent } from '@uet/schemas';

/** Answers about everything: refreshed by any event of these kinds. */
const about: Readonly<Record<string, readonly ExecutionEvent['entity_type'][]>> = {
  landing: ['patch', 'gate'],
  approvals: ['approval', 'patch'],
  workers: ['worker'],
  tools: ['breaker'],
  breakers: ['breaker'],
  templates: ['template'],
  tokens: ['token'],
  budgets: ['budget'],
  system: ['approval', 'worker', 'breaker'],
};

interface KeyOptions {
  readonly input?: { readonly run_id?: string | null; readonly task_id?: string; readonly patch_id?: string };
}

/** Whether an answer, by its key in the cache, may be another one after these events. */
export function concerns(key: readonly unknown[], events: readonly ExecutionEvent[]): boolean {
  const [path, options] = key as [readonly string[] | undefined, KeyOptions | undefined];
  const [router = ''] = path ?? [];
  const { run_id: runId, task_id: taskId, patch_id: patchId } = options?.input ?? {};
  if (path?.[1] === 'diff' || path?.[1] === 'log') return false;
  if (router === 'runs' && path?.[1] === 'views') return events.some((event) => event.entity_type === 'view');
  if (typeof runId === 'string') return events.some((event) => event.run_id === runId);
  if (taskId !== undefined) return events.some((event) => event.task_id === taskId);
  if (patchId !== undefined)
    return events.some((event) => event.entity_id === patchId || event.entity_type === 'gate');
  const kinds = about[router];
  return kinds !== undefined && events.some((event) => kinds.includes(event.entity_type));
}
