import type { Tool } from '@uet/schemas';

/** Times as documents have them: seconds, 0 for no limit, absent where the next one decides. */
export interface TimeoutClause {
  readonly timeout_s?: number | undefined;
  readonly idle_timeout_s?: number | undefined;
}

/** Times in milliseconds, 0 for no limit. */
export interface Timeouts {
  readonly wallMs: number;
  readonly idleMs: number;
}

const defaults = { timeout_s: 1800, idle_timeout_s: 120 };

/** The times of one attempt: the task's, else the tool's, else the template's, else 1800 s and 120 s. */
export function resolveTimeouts(
  task: TimeoutClause,
  tool: Pick<Tool, 'timeout_s' | 'idle_timeout_s'>,
  template: TimeoutClause = {},
): Timeouts {
  const first = (name: keyof TimeoutClause): number =>
    task[name] ?? tool[name] ?? template[name] ?? defaults[name];
  return {
    wallMs: Math.round(first('timeout_s') * 1000),
    idleMs: Math.round(first('idle_timeout_s') * 1000),
  };
}
