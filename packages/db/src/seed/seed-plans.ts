import { createHash } from 'node:crypto';
import { type CompiledTemplate, compileTemplate, parseTemplate, resolveParameters } from '@uet/core';
import type { ParameterValue, Template } from '@uet/schemas';
import { type SeedStep, type SeedTemplate, seedTemplates } from './seed-template-table.js';
import { type YamlValue, yamlText } from './yaml-text.js';

/** A template of the demo, read and compiled as the product does it. */
export interface SeedPlan {
  readonly text: string;
  readonly path: string;
  readonly sha256: string;
  readonly template: Template;
  readonly compiled: CompiledTemplate;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly weight: number;
  readonly approval: readonly string[];
  readonly budgetUsd: string | null;
}

const gates: YamlValue = {
  lint: { type: 'lint', run: ['npm', 'run', 'lint'], report: { format: 'exit_code' } },
  unit_tests: {
    type: 'unit_tests',
    run: ['npm', 'test', '--', '--reporter=junit'],
    report: { format: 'junit', path: 'reports/junit.xml' },
  },
  acceptance: {
    type: 'integration_tests',
    run: ['npm', 'run', 'test:integration'],
    report: { format: 'junit', path: 'reports/integration.xml' },
    when: 'acceptance',
  },
};

function stepOf([id, title, tool, scope, after]: SeedStep, approval: boolean): YamlValue {
  const work: Record<string, YamlValue> =
    tool === 'command'
      ? { run: ['node', `scripts/${id}.mjs`] }
      : tool === 'patch'
        ? { patch: `patches/${id}.patch` }
        : { tool, prompt: `${title}. Change nothing else, and keep every test green.`, kind: 'feature' };
  return {
    id,
    title,
    ...work,
    scope: [scope],
    depends_on: after === undefined ? undefined : [...after],
    approval: approval ? true : undefined,
  };
}

function documentOf(seed: SeedTemplate): YamlValue {
  const { name, version, title, description, status, secret, budgetUsd, approval = [] } = seed;
  const phases = Object.entries(seed.phases);
  const secretParameter =
    secret === undefined ? {} : { [secret]: { type: 'string', secret: true, default: 'none' } };
  return {
    template: 'v1',
    metadata: { name, version, title, description, status, owner: 'platform' },
    parameters: {
      ticket: { type: 'string', description: 'The ticket that commits are to name', default: 'OPS-1' },
      depth: { type: 'number', description: 'How thorough to be', default: 2, min: 1, max: 5, integer: true },
      ...secretParameter,
    },
    gates,
    budget: budgetUsd === undefined ? undefined : { max_cost_usd: budgetUsd, enforcement: 'halt' },
    policy: { max_files: 40, max_changed_lines: 4000 },
    max_concurrency: 4,
    phases: phases.map(([id, workstreams], index) => ({
      id,
      title: titled(id),
      depends_on: index === 0 ? undefined : [phases[index - 1]?.[0] ?? ''],
      acceptance: index === phases.length - 1 ? ['acceptance'] : undefined,
      workstreams: Object.entries(workstreams).map(([stream, steps]) => ({
        id: `${id}-${stream}`,
        title: titled(stream),
        tasks: steps.map((step) => stepOf(step, approval.includes(step[0]))),
      })),
    })),
  };
}

/** `unit-tests` as `Unit tests`. */
const titled = (key: string): string => `${key.charAt(0).toUpperCase()}${key.slice(1).replaceAll('-', ' ')}`;

/** Reads and compiles a template text. */
function planOf(text: string, file: string, seed: SeedTemplate): SeedPlan {
  const { template } = parseTemplate(text, { file, maxBytes: 4_194_304 });
  const parameters = resolveParameters(template, {});
  return {
    text,
    path: `/srv/templates/${file}`,
    sha256: createHash('sha256').update(text).digest('hex'),
    template,
    compiled: compileTemplate(template, parameters),
    parameters,
    weight: seed.weight,
    approval: seed.approval ?? [],
    budgetUsd: seed.budgetUsd ?? null,
  };
}

/** The templates of the demo, compiled. */
export const seedPlans = (): SeedPlan[] =>
  seedTemplates.map((seed) => planOf(`${yamlText(documentOf(seed))}\n`, `${seed.name}.yaml`, seed));

const streams = ['api', 'core', 'web', 'jobs', 'mobile'] as const;
const agents = ['claude', 'codex', 'aider', 'gemini', 'command'] as const;

/** A template with very many tasks: phases of five workstreams, each a few chains of tasks side by side. */
export function largePlan(name: string, title: string, tasks: number): SeedPlan {
  const phaseCount = tasks > 2000 ? 5 : 4;
  const perStream = Math.max(1, Math.floor(tasks / (phaseCount * streams.length)));
  const phases = Object.fromEntries(
    Array.from({ length: phaseCount }, (_, phase) => [
      `step-${phase + 1}`,
      Object.fromEntries(streams.map((stream) => [stream, chains(`${stream}-${phase + 1}`, perStream)])),
    ]),
  );
  const seed: SeedTemplate = {
    name,
    title,
    description: `Rewrites ${tasks.toLocaleString('en')} modules, each with a task of its own.`,
    version: '1.0.0',
    weight: 0,
    phases,
  };
  // JSON is read several times as fast as YAML.
  return planOf(JSON.stringify(documentOf(seed)), `${name}.json`, seed);
}

const chainLength = 8;

function chains(prefix: string, count: number): SeedStep[] {
  return Array.from({ length: count }, (_, index): SeedStep => {
    const tool = agents[index % agents.length] ?? 'command';
    const step = [
      `${prefix}-${index}`,
      `Module ${prefix}/${index}`,
      tool,
      `src/${prefix}/${index}/**`,
    ] as const;
    return index % chainLength === 0 ? step : [...step, [`${prefix}-${index - 1}`]];
  });
}
