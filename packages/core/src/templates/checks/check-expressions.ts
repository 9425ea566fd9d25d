import type { DocumentPath } from '../../documents/index.js';
import { didYouMean } from '../../documents/index.js';
import {
  hasExpression,
  type PlacedReference,
  type Reference,
  readCondition,
  readInterpolated,
  referencesOf,
} from '../expressions/index.js';
import { lookupsOf, type TextField, visitTemplate } from '../text-fields.js';
import type { TaskUse } from './check-uses.js';
import type { TemplateCheck } from './template-check.js';

const lookupWords: Record<Reference['kind'], string> = {
  param: 'params',
  run: 'run',
  task: 'task.id',
  attempt: 'attempt.number',
  output: 'tasks.<id>.outputs',
  state: 'tasks.<id>.state',
};

function checkParameter(
  { template, error }: TemplateCheck,
  name: string,
  field: TextField,
  at: number,
): void {
  const { parameters = {} } = template;
  const place = { path: field.path, character: at };
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (parameter === undefined) {
    const names = Object.keys(parameters);
    const message = (): string => `there is no parameter \`${name}\`${didYouMean(name, names)}`;
    error(place, { message, hint: 'declare it in `parameters`' });
  } else if (parameter.secret === true && field.use === 'plan') {
    const message = `the secret parameter \`${name}\` would be written into the plan`;
    error(place, { message, hint: 'use secrets in run, args, prompt or env only' });
  }
}

/** The use of what another task leaves behind; undefined where that is no task, which was told. */
function useOf(check: TemplateCheck, id: string, field: TextField, at: number): TaskUse | undefined {
  const { numbers } = check.outline;
  const place = { path: field.path, character: at };
  const used = numbers.task.get(id);
  // Only texts of tasks may look up tasks, so that there is a number.
  if (used !== undefined) return { user: Number(field.task), used, place };
  const message = (): string => `there is no task \`${id}\`${didYouMean(id, numbers.task.keys())}`;
  check.error(place, { message });
  return undefined;
}

function checkReference(
  check: TemplateCheck,
  field: TextField,
  placed: PlacedReference,
): TaskUse | undefined {
  const { reference, at, text } = placed;
  const lookups: readonly Reference['kind'][] = lookupsOf[field.use];
  if (!lookups.includes(reference.kind)) {
    const hint = `here can be used: ${lookups.map((kind) => lookupWords[kind]).join(', ')}`;
    check.error({ path: field.path, character: at }, { message: `\`${text}\` cannot be used here`, hint });
    return undefined;
  }
  if (reference.kind === 'param') checkParameter(check, reference.name, field, at);
  return 'task' in reference ? useOf(check, reference.task, field, at) : undefined;
}

function checkText(check: TemplateCheck, field: TextField): TaskUse[] {
  const isCondition = field.use === 'condition';
  if (!isCondition && !hasExpression(field.text)) return [];
  const read = isCondition ? readCondition(field.text) : readInterpolated(field.text);
  if (!read.ok) {
    check.error({ path: field.path, character: read.fault.at }, read.fault);
    return [];
  }
  const uses = referencesOf(read.value).map((reference) => checkReference(check, field, reference));
  return uses.filter((use) => use !== undefined);
}

function checkShell({ error }: TemplateCheck, command: string, path: DocumentPath): void {
  if (!hasExpression(command)) return;
  const hint = 'use $UET_PARAM_NAME in it, or write the command as an argument array';
  const place = { path, character: command.indexOf('${{') };
  error(place, { message: 'parameter text never enters a shell string', hint });
}

function checkVariable({ error }: TemplateCheck, name: string, path: DocumentPath): void {
  if (!name.startsWith('UET_')) return;
  const message = `\`${name}\`: names that begin with UET_ are taken`;
  error({ path, target: 'key' }, { message, hint: 'choose another name' });
}

/** Checks every expression: its words, what it looks up, and whether that is there when it is needed. */
export function checkExpressions(check: TemplateCheck): TaskUse[] {
  const uses: TaskUse[] = [];
  visitTemplate(check.template, check.outline, {
    text: (field) => uses.push(...checkText(check, field)),
    shell: (command, path) => checkShell(check, command, path),
    variable: (name, path) => checkVariable(check, name, path),
  });
  return uses;
}
