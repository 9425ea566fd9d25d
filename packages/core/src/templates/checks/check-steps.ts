import type { RoutingClause, WsStep } from '@uet/schemas';
import { type DocumentPath, didYouMean } from '../../documents/index.js';
import { hasExpression } from '../expressions/index.js';
import { type OutlineTask, pathTo } from '../outline.js';
import { pathFault } from '../repository-path.js';
import type { TemplateCheck } from './template-check.js';

type RoutingRule = NonNullable<RoutingClause['rules']>[number];

const actions = ['run', 'tool', 'patch', 'noop'] as const;
const actionHint = 'give exactly one of run, tool, prompt, patch, noop';

/** The keys of a step that say what it does; `prompt` counts where it is not for a `tool`. */
function actionsOf(step: WsStep): string[] {
  const given: string[] = actions.filter((action) => step[action] !== undefined);
  if (step.prompt !== undefined && step.tool === undefined) given.push('prompt');
  return given;
}

function checkAction({ error }: TemplateCheck, step: WsStep, path: DocumentPath): void {
  const given = actionsOf(step);
  if (given.length === 0)
    error({ path }, { message: `\`${step.id}\` does not say what to do`, hint: actionHint });
  const [, second] = given;
  if (second !== undefined) {
    const message = `\`${step.id}\` has ${given.map((name) => `\`${name}\``).join(' and ')}`;
    error({ path: [...path, second], target: 'key' }, { message, hint: actionHint });
  }
  if (step.tool !== undefined) return;
  for (const name of ['args', 'model'] as const) {
    if (step[name] === undefined) continue;
    const hint = step.run === undefined ? 'name a `tool`' : 'write what the command needs into `run`';
    error({ path: [...path, name], target: 'key' }, { message: `\`${name}\` is for a tool`, hint });
  }
}

/** Tells a tool that is not in the catalogue, where the catalogue is known. */
export function checkTool({ knownTools, error }: TemplateCheck, tool: string, path: DocumentPath): void {
  if (knownTools === undefined || knownTools.has(tool)) return;
  const message = (): string => `there is no tool \`${tool}\`${didYouMean(tool, knownTools)}`;
  error({ path }, { message, hint: `tools: ${[...knownTools].toSorted().join(', ')}` });
}

/** Tells a path that leaves the repository. */
export function checkPath({ error }: TemplateCheck, value: string, path: DocumentPath): void {
  const fault = pathFault(value);
  if (fault !== undefined) error({ path }, { message: `\`${value}\` ${fault}` });
}

function checkStep(check: TemplateCheck, task: OutlineTask): void {
  const { clause: step } = task;
  const path = pathTo(task);
  checkAction(check, step, path);
  if (step.tool !== undefined) checkTool(check, step.tool, [...path, 'tool']);
  if (step.cwd !== undefined && !hasExpression(step.cwd)) checkPath(check, step.cwd, [...path, 'cwd']);
  if (step.noop === true && step.expects_change === true) {
    const at = { path: [...path, 'expects_change'], target: 'key' as const };
    check.error(at, { message: '`noop` never changes anything', hint: 'remove `expects_change`' });
  }
}

function checkRule(check: TemplateCheck, { use, when }: RoutingRule, path: DocumentPath): void {
  for (const [index, tool] of use.entries()) checkTool(check, tool, [...path, 'use', index]);
  for (const level of ['workstream', 'phase'] as const) {
    const id = when[level];
    const known = check.outline.numbers[level];
    if (id === undefined || known.has(id)) continue;
    const message = (): string => `there is no ${level} \`${id}\`${didYouMean(id, known.keys())}`;
    check.error({ path: [...path, 'when', level] }, { message });
  }
}

/** Checks what each step does, and what the rules of routing name. */
export function checkSteps(check: TemplateCheck): void {
  for (const task of check.outline.tasks) checkStep(check, task);
  const rules = check.template.routing?.rules ?? [];
  for (const [index, rule] of rules.entries()) checkRule(check, rule, ['routing', 'rules', index]);
}
