import type { Command, Template } from '@uet/schemas';
import type { DocumentPath } from '../documents/index.js';
import type { Reference } from './expressions/index.js';
import { type Outline, type OutlineTask, pathTo } from './outline.js';

/** What may be looked up in a text: what is known by the time it is needed. */
export const lookupsOf = {
  /** The plan is made with parameters alone, and with none that is secret, for it is stored. */
  plan: ['param'],
  gate: ['param', 'run'],
  workstream: ['param', 'run', 'task', 'attempt'],
  step: ['param', 'run', 'task', 'attempt', 'output', 'state'],
  /** A condition is looked at once, before the first attempt. */
  condition: ['param', 'run', 'task', 'output', 'state'],
} as const satisfies Record<string, readonly Reference['kind'][]>;

/** Where a text stands that may hold expressions. */
export interface TextField {
  readonly text: string;
  readonly path: DocumentPath;
  readonly use: keyof typeof lookupsOf;
  /** The number of the task whose text it is; texts of `step` and `condition` always have one. */
  readonly task?: number;
}

/** Is shown every text that may hold expressions, every command for the shell, every environment variable. */
export interface TextVisitor {
  readonly text: (field: TextField) => void;
  readonly shell: (command: string, path: DocumentPath) => void;
  readonly variable: (name: string, path: DocumentPath) => void;
}

/** What is visited: texts of one use, below one path. */
interface Visit {
  readonly visitor: TextVisitor;
  readonly path: DocumentPath;
  readonly use: TextField['use'];
  readonly task?: number;
}

function visitText(
  { visitor, path, ...place }: Visit,
  text: string | undefined,
  ...steps: DocumentPath
): void {
  if (text !== undefined) visitor.text({ text, path: [...path, ...steps], ...place });
}

function visitTexts(visit: Visit, texts: readonly string[] | undefined, key: string): void {
  for (const [index, text] of (texts ?? []).entries()) visitText(visit, text, key, index);
}

function visitCommand(visit: Visit, run: Command | undefined): void {
  if (typeof run === 'string') visit.visitor.shell(run, [...visit.path, 'run']);
  else visitTexts(visit, run, 'run');
}

function visitEnvironment(visit: Visit, env: Readonly<Record<string, string>> | undefined): void {
  for (const [name, value] of Object.entries(env ?? {})) {
    visit.visitor.variable(name, [...visit.path, 'env', name]);
    visitText(visit, value, 'env', name);
  }
}

function visitStep(visitor: TextVisitor, task: OutlineTask, number: number): void {
  const { clause: step } = task;
  const visit: Visit = { visitor, path: pathTo(task), use: 'step', task: number };
  const planned: Visit = { ...visit, use: 'plan' };
  visitText(planned, step.title, 'title');
  visitText(planned, step.model, 'model');
  visitText(planned, step.patch, 'patch');
  visitTexts(planned, step.scope, 'scope');
  visitText({ ...visit, use: 'condition' }, step.condition, 'condition');
  visitCommand(visit, step.run);
  visitText(visit, step.prompt, 'prompt');
  visitTexts(visit, step.args, 'args');
  visitText(visit, step.cwd, 'cwd');
  visitText(visit, step.commit?.message, 'commit', 'message');
  visitEnvironment(visit, step.env);
}

/** Visits all texts of a template, in the order of the document within each part. */
export function visitTemplate(template: Template, outline: Outline, visitor: TextVisitor): void {
  const top: Visit = { visitor, path: [], use: 'gate' };
  visitEnvironment(top, template.env);
  if (template.setup !== undefined) visitCommand({ ...top, path: ['setup'] }, template.setup.run);
  for (const [name, gate] of Object.entries(template.gates ?? {})) {
    const visit: Visit = { ...top, path: ['gates', name] };
    visitCommand(visit, gate.run);
    visitEnvironment(visit, gate.env);
  }
  for (const workstream of outline.workstreams) {
    const visit: Visit = { visitor, path: pathTo(workstream), use: 'workstream' };
    visitTexts({ ...visit, use: 'plan' }, workstream.clause.scope, 'scope');
    visitEnvironment(visit, workstream.clause.env);
  }
  for (const [number, task] of outline.tasks.entries()) visitStep(visitor, task, number);
}
