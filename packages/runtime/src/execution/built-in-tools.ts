import type { Tool, WsStep } from '@uet/schemas';

/** The tools that are part of this program: what `run:`, `patch:` and `noop:` of a template mean. */
export const builtInTools = {
  command: { kind: 'command', title: 'Command', needs_worktree: true },
  patch: { kind: 'patch', title: 'Ready-made patch', needs_worktree: false },
  noop: { kind: 'noop', title: 'Nothing', needs_worktree: false },
} as const satisfies Record<string, Tool>;

/** True for a tool that is part of this program: it has no breaker, for its failures are the template's. */
export const isBuiltIn = (toolId: string): boolean => Object.hasOwn(builtInTools, toolId);

/** The tool that a step names, by `tool:` or by what it is; null where the router chooses. */
export function toolOfStep(step: Pick<WsStep, 'run' | 'patch' | 'noop' | 'tool'>): string | null {
  if (step.run !== undefined) return 'command';
  if (step.patch !== undefined) return 'patch';
  if (step.noop === true) return 'noop';
  return step.tool ?? null;
}
