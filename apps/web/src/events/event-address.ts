import type { ExecutionEvent } from '@uet/schemas';

type Subject = Pick<ExecutionEvent, 'entity_type' | 'entity_id' | 'run_id'>;

/** The page of what an event is about; null where it has none. */
export function eventAddress({ entity_type: type, entity_id: id, run_id: runId }: Subject): string | null {
  switch (type) {
    case 'worker':
      return '/workers';
    case 'breaker':
      return '/tools';
    case 'template':
      return '/templates';
    case 'token':
      return '/settings';
    case 'approval':
      return '/approvals';
    case 'run':
      return `/runs/${id}`;
    case 'view':
      return '/runs';
  }
  const run = runId === null ? null : `/runs/${runId}`;
  if (run === null) return type === 'budget' ? '/settings' : null;
  switch (type) {
    case 'task':
      return `${run}/tasks?task=${id}`;
    case 'attempt':
      return `${run}/logs?subject=${id}`;
    case 'patch':
      return `${run}/patches/${id}`;
    case 'gate':
      return `${run}/gates/${id}`;
    case 'budget':
      return `${run}/cost`;
    default:
      return run;
  }
}
