import type { Tool } from '@uet/schemas';
import { UetError } from '../errors/index.js';
import { fillPlaceholders } from './placeholders.js';

/** What the placeholders of a tool's command stand for in one call. */
export interface ArgumentValues {
  readonly prompt: string | null;
  /** The absolute path of a file with the prompt. */
  readonly promptFile: string | null;
  /** The model that the task names; the tool's own default where null. */
  readonly model: string | null;
  /** The arguments of the task; at the end where the command has no `{args}`. */
  readonly args: readonly string[];
}

/** The model that a call will ask for: the task's, else the tool's default, else null. */
export function chosenModel(tool: Tool, model: string | null): string | null {
  return model ?? tool.model?.default ?? null;
}

function modelArguments(tool: Tool, named: string | null): string[] {
  const model = chosenModel(tool, named);
  if (model === null) return [];
  return tool.model?.argument === undefined ? [model] : [tool.model.argument, model];
}

/**
 * The argument array of one call of a tool. `{model}` and `{args}` become none, one or several arguments; values
 * are never looked through for placeholders. Throws `bad_argument` where the command needs a prompt and the task
 * has none.
 */
export function buildArguments(tool: Tool, values: ArgumentValues): string[] {
  const template = tool.command ?? [];
  const fill = (name: string): string => {
    const value = name === 'prompt' ? values.prompt : values.promptFile;
    if (value !== null) return value;
    const hint = 'Give the task a prompt, or name another tool.';
    throw new UetError('bad_argument', `${tool.title} needs a prompt and the task has none`, { hint });
  };
  const argv = template.flatMap((argument) => {
    if (argument === '{model}') return modelArguments(tool, values.model);
    if (argument === '{args}') return values.args;
    return fillPlaceholders(argument, fill);
  });
  return template.includes('{args}') ? argv : [...argv, ...values.args];
}
