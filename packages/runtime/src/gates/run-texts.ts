import {
  type CompiledGate,
  type CompiledSetup,
  type ExpressionScope,
  interpolate,
  planOfRun,
} from '@uet/core';
import type { RunState } from '@uet/schemas';

type RunOf = Pick<RunState, 'id' | 'target_branch' | 'repository' | 'config' | 'plan'>;

/** Shorter values would mask ordinary words. */
const shortestSecret = 4;
/** Of a value of several lines, lines of this length are masked on their own as well. */
const shortestLine = 8;

/** The values of the run's secret parameters, to be masked wherever a program shows them. */
export function secretsOf({ plan, config }: Pick<RunState, 'plan' | 'config'>): string[] {
  const values = planOfRun({ plan }).secrets.map((name) => String(config.parameters[name] ?? ''));
  const lines = values.flatMap((value) => (value.includes('\n') ? value.split(/\r?\n/) : []));
  return [
    ...values.filter(({ length }) => length >= shortestSecret),
    ...lines.filter(({ length }) => length >= shortestLine),
  ];
}

/** What expressions outside of tasks can look up: parameters, and the run. */
const scopeOf = ({ id, target_branch: target, repository, config }: RunOf): ExpressionScope => ({
  params: config.parameters,
  run: { id, target, repository },
});

/** A gate as it runs: every expression of its command and environment replaced. */
export function resolveGate(run: RunOf, gate: CompiledGate): CompiledGate {
  return { ...gate, ...resolveTexts(run, gate) };
}

/** The preparation of a worktree as it runs; null where the template has none. */
export function setupOf(run: RunOf): CompiledSetup | null {
  const { setup } = planOfRun(run);
  return setup === null ? null : { ...setup, ...resolveTexts(run, setup) };
}

function resolveTexts(
  run: RunOf,
  { run: command, env }: Pick<CompiledGate, 'run' | 'env'>,
): Pick<CompiledGate, 'run' | 'env'> {
  const scope = scopeOf(run);
  const text = (value: string): string => interpolate(value, scope);
  return {
    run: typeof command === 'string' ? command : command.map(text),
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, text(value)])),
  };
}
