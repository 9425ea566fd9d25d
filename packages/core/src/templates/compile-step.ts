import type { BudgetClause, BudgetLimit, StepDefaults, WsStep } from '@uet/schemas';
import { Decimal } from 'decimal.js';
import type {
  CompiledStep,
  CompiledTask,
  CompiledWorkstream,
  EveryDefault,
  StepSettings,
} from './compiled-template.js';
import type { TextFiller } from './fill-texts.js';
import type { OutlineTask } from './outline.js';

/** What the tasks of one workstream have in common. */
export interface StepContext {
  readonly fill: TextFiller;
  readonly defaults: EveryDefault;
  /** The times that the template sets for every task; where it sets none, the tool's own count first. */
  readonly timeouts: Pick<StepDefaults, 'timeout_s' | 'idle_timeout_s'>;
  readonly workstream: CompiledWorkstream;
  /** The environment of template and workstream. */
  readonly env: Record<string, string>;
  /** The budget of tasks without one of their own. */
  readonly taskBudget: BudgetLimit | null;
}

/** What holds where a template says nothing; see "Defaults" in its documentation. */
export const builtInDefaults: EveryDefault = {
  retries: 3,
  on_failure: 'skip_dependents',
  priority: 'normal',
};
const WARNING_THRESHOLD = 0.8;
/** The times of what names none, in seconds; a tool may set its own. */
export const TIMEOUTS_S = { wall: 1800, idle: 120 };

/** A budget as it is kept: the limit as an exact decimal, the defaults filled in. */
export function budgetOf({ max_cost_usd: limit, ...rest }: BudgetClause): BudgetLimit {
  return {
    max_cost_usd: typeof limit === 'string' ? limit : new Decimal(limit).toDecimalPlaces(12).toFixed(),
    warning_threshold: rest.warning_threshold ?? WARNING_THRESHOLD,
    enforcement: rest.enforcement ?? 'halt',
  };
}

/** Fills the texts that a step has in their places; keys are only overwritten, never added. */
function fillTexts(step: CompiledStep, fill: TextFiller, place: string): void {
  if (step.title !== undefined) step.title = fill.text(step.title, place);
  if (step.model !== undefined) step.model = fill.text(step.model, place);
  if (step.patch !== undefined) step.patch = fill.text(step.patch, place);
  if (step.prompt !== undefined) step.prompt = fill.text(step.prompt, place);
  if (step.run !== undefined) step.run = fill.command(step.run, place);
  if (step.args !== undefined) step.args = fill.texts(step.args, place);
  if (step.scope !== undefined) step.scope = fill.scope(step.scope, place);
  if (step.cwd !== undefined) step.cwd = fill.directory(step.cwd, place);
  const message = step.commit?.message;
  if (message !== undefined) step.commit = { message: fill.text(message, place) };
}

function compileStep({ defaults, timeouts, fill, env }: StepContext, step: WsStep): CompiledStep {
  const place = `task ${step.id}`;
  // The defaults first: V8 copies a step behind them six times faster than it adds them to a copied step.
  const compiled: CompiledStep = {
    ...timeouts,
    retries: defaults.retries,
    on_failure: defaults.on_failure,
    priority: defaults.priority,
    env,
    // A key that is there has a value: documents have no undefined.
    ...(step as Omit<CompiledStep, keyof StepSettings> & Partial<StepSettings>),
  };
  if (step.env !== undefined) compiled.env = { ...env, ...fill.environment(step.env, place) };
  fillTexts(compiled, fill, place);
  return compiled;
}

/** Compiles one task; `ordinal` is its place among all tasks of the template. */
export function compileTask(context: StepContext, { clause }: OutlineTask, ordinal: number): CompiledTask {
  const { workstream, taskBudget } = context;
  const step = compileStep(context, clause);
  return {
    key: clause.id,
    phase: workstream.phase,
    workstream: workstream.key,
    ordinal,
    title: step.title ?? clause.id,
    step,
    scope: step.scope ?? workstream.scope,
    timeoutMs: Math.round((step.timeout_s ?? TIMEOUTS_S.wall) * 1000),
    idleTimeoutMs: Math.round((step.idle_timeout_s ?? TIMEOUTS_S.idle) * 1000),
    maxAttempts: step.retries,
    priority: step.priority,
    critical: clause.critical ?? true,
    onFailure: step.on_failure,
    parallel: clause.parallel ?? true,
    conflictGroup: clause.conflict_group ?? null,
    kind: clause.kind ?? null,
    classification: clause.classification ?? null,
    capabilities: clause.capabilities ?? [],
    gates: clause.gates ?? [],
    policy: clause.policy ?? null,
    budget: clause.budget === undefined ? taskBudget : budgetOf(clause.budget),
    condition: clause.condition ?? null,
    approval: clause.approval ?? false,
  };
}
