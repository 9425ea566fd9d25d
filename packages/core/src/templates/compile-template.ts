import type {
  BudgetLimit,
  GateClause,
  ParameterValue,
  PhaseClause,
  Template,
  WsDependency,
} from '@uet/schemas';
import { buildGraph, cycleError, type Dag, sortGraph } from '../dag/index.js';
import { UetError } from '../errors/index.js';
import { budgetOf, builtInDefaults, compileTask, type StepContext, TIMEOUTS_S } from './compile-step.js';
import type {
  CompiledGate,
  CompiledPhase,
  CompiledSetup,
  CompiledTask,
  CompiledTemplate,
  CompiledWorkstream,
  EveryDefault,
} from './compiled-template.js';
import { type TextFiller, textFiller } from './fill-texts.js';
import { edgesOf, linkPlan, type PlanLinks } from './link-plan.js';
import { nameOf, type Outline, type OutlineWorkstream, outlineOf, placeAt } from './outline.js';

type Environment = Record<string, string>;

function compileGate(fill: TextFiller, name: string, gate: GateClause, env: Environment): CompiledGate {
  const place = `gate ${name}`;
  return {
    name,
    type: gate.type,
    when: gate.when ?? 'landing',
    run: fill.command(gate.run, place),
    report: gate.report,
    coverage: gate.coverage ?? null,
    criteria: gate.criteria ?? {},
    timeoutMs: Math.round((gate.timeout_s ?? TIMEOUTS_S.wall) * 1000),
    env: { ...env, ...fill.environment(gate.env ?? {}, place) },
    description: gate.description ?? null,
  };
}

function compileSetup(fill: TextFiller, { setup }: Template, env: Environment): CompiledSetup | null {
  if (setup === undefined) return null;
  return {
    run: fill.command(setup.run, 'setup'),
    inputs: setup.inputs ?? [],
    keep: setup.keep ?? [],
    timeoutMs: Math.round((setup.timeout_s ?? TIMEOUTS_S.wall) * 1000),
    env,
  };
}

const compilePhase = (phase: PhaseClause, ordinal: number): CompiledPhase => ({
  key: phase.id,
  title: phase.title ?? phase.id,
  ordinal,
  acceptance: phase.acceptance ?? [],
  policy: phase.policy ?? null,
});

function compileWorkstream(
  fill: TextFiller,
  { clause, phase, number }: OutlineWorkstream,
): CompiledWorkstream {
  const place = `workstream ${clause.id}`;
  return {
    key: clause.id,
    phase: phase.clause.id,
    ordinal: number,
    title: clause.title ?? clause.id,
    scope: clause.scope === undefined ? [] : fill.scope(clause.scope, place),
    critical: clause.critical ?? true,
    maxConcurrency: clause.max_concurrency ?? null,
    policy: clause.policy ?? null,
    budget: clause.budget === undefined ? null : budgetOf(clause.budget),
    env: fill.environment(clause.env ?? {}, place),
  };
}

/** The budget of each task that has none of its own. */
function taskBudgetOf({ budget }: Template): BudgetLimit | null {
  const limit = budget?.max_cost_per_task_usd;
  return budget === undefined || limit === undefined ? null : budgetOf({ ...budget, max_cost_usd: limit });
}

/** The written edges; those from a phase with acceptance gates also wait for these gates. */
function dependenciesOf(outline: Outline, { from, to, soft }: PlanLinks): WsDependency[] {
  return Array.from(from, (number, edge) => {
    const source = placeAt(outline, number);
    const isGated = source.level === 'phase' && (source.clause.acceptance ?? []).length > 0;
    const kind = soft[edge] === 1 ? 'soft' : isGated ? 'gate' : 'hard';
    const target = nameOf(placeAt(outline, Number(to[edge])));
    return { from: nameOf(source), to: target, kind, level: source.level, satisfied: false };
  });
}

function link(outline: Outline): { links: PlanLinks; dag: Dag } {
  const links = linkPlan(outline, ({ place, written, fault }) => {
    throw new UetError('bad_template', `${nameOf(place)}: the dependency on \`${written}\` is ${fault}`);
  });
  const edges = edgesOf(outline, links);
  const result = sortGraph(buildGraph(edges.nodeCount, edges));
  if (result.ok) return { links, dag: result.dag };
  throw cycleError(result.cycle.map((node) => nameOf(placeAt(outline, edges.placeOf(node)))));
}

function compileTasks(
  template: Template,
  outline: Outline,
  fill: TextFiller,
  compiled: readonly CompiledWorkstream[],
  env: Environment,
): CompiledTask[] {
  const { timeout_s, idle_timeout_s, ...given } = template.defaults ?? {};
  const defaults = { ...builtInDefaults, ...(given as Partial<EveryDefault>) };
  const timeouts = {
    ...(timeout_s === undefined ? {} : { timeout_s }),
    ...(idle_timeout_s === undefined ? {} : { idle_timeout_s }),
  };
  const taskBudget = taskBudgetOf(template);
  const contexts = compiled.map(
    (workstream): StepContext => ({
      fill,
      defaults,
      timeouts,
      workstream,
      taskBudget,
      env: { ...env, ...workstream.env },
    }),
  );
  return outline.tasks.map((task, ordinal) =>
    compileTask(contexts[task.workstream.number] as StepContext, task, ordinal),
  );
}

const secretsOf = ({ parameters = {} }: Template): string[] =>
  Object.entries(parameters).flatMap(([name, { secret }]) => (secret === true ? [name] : []));

/**
 * Makes the plan of a template that {@link parseTemplate} has accepted and of its resolved parameters. Throws
 * `bad_parameter` where a parameter is needed that has no value, or leads out of the repository.
 */
export function compileTemplate(
  template: Template,
  parameters: Readonly<Record<string, ParameterValue>>,
): CompiledTemplate {
  const outline = outlineOf(template);
  const { links, dag } = link(outline);
  const fill = textFiller(template, parameters);
  const env = fill.environment(template.env ?? {}, 'env');
  const workstreams = outline.workstreams.map((workstream) => compileWorkstream(fill, workstream));
  const { metadata, budget } = template;
  return {
    name: metadata.name,
    version: metadata.version,
    title: metadata.title ?? metadata.name,
    maxConcurrency: template.max_concurrency ?? null,
    errorStrategy: template.error_strategy ?? 'continue',
    routing: template.routing ?? {},
    policy: template.policy ?? null,
    budget: budget === undefined ? null : budgetOf(budget),
    setup: compileSetup(fill, template, env),
    secrets: secretsOf(template),
    gates: Object.entries(template.gates ?? {}).map(([name, gate]) => compileGate(fill, name, gate, env)),
    phases: template.phases.map(compilePhase),
    workstreams,
    tasks: compileTasks(template, outline, fill, workstreams, env),
    dependencies: dependenciesOf(outline, links),
    dag,
  };
}
