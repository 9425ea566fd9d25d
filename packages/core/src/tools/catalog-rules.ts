import type { Tool } from '@uet/schemas';
import { type DocumentPath, didYouMean } from '../documents/index.js';
import { findPlaceholders, isPlaceholder, placeholders } from './placeholders.js';

/** A rule of the catalogue that a tool breaks, and where. */
export interface CatalogFault {
  /** From the tool on, e.g. `['command', 2]`. */
  readonly path: DocumentPath;
  /** The character in the text at the path, from 0. */
  readonly character?: number;
  readonly message: string;
  readonly hint?: string;
}

const names = Object.keys(placeholders);
const known = names.map((name) => `{${name}}`).join(', ');

function placeholderFaults(tool: Tool): CatalogFault[] {
  return (tool.command ?? []).flatMap((argument, index) =>
    findPlaceholders(argument).flatMap(({ name, at, embedded }): CatalogFault[] => {
      const place = { path: ['command', index], character: at };
      if (!isPlaceholder(name)) {
        const message = `there is no placeholder {${name}}${didYouMean(name, names)}`;
        const hint = `there are ${known}; write {{${name}}} where the program is to see {${name}}`;
        return [{ ...place, message, hint }];
      }
      if (!embedded || placeholders[name].embedded) return [];
      const message = `{${name}} must be an argument of its own: it may become none or several`;
      return [{ ...place, message, hint: `put '{${name}}' as an item of the list` }];
    }),
  );
}

function uses(tool: Tool, name: string): boolean {
  return (tool.command ?? []).some((argument) => findPlaceholders(argument).some((use) => use.name === name));
}

/** `{prompt}` and `{prompt_file}` where, and only where, the prompt is passed that way. */
function deliveryFaults(tool: Tool): CatalogFault[] {
  const via = tool.prompt?.via;
  const needs = via === 'argument' ? 'prompt' : via === 'file' ? 'prompt_file' : null;
  const faults: CatalogFault[] = [];
  if (needs !== null && !uses(tool, needs)) {
    const message = `the prompt goes by ${via}, but the command has no {${needs}}`;
    faults.push({ path: ['prompt', 'via'], message, hint: `add '{${needs}}' to the command` });
  }
  if (needs !== 'prompt' && uses(tool, 'prompt')) {
    const message = '{prompt} stands in the command, but the prompt is not passed as an argument';
    faults.push({ path: ['command'], message, hint: 'set prompt: { via: argument }, or take {prompt} out' });
  }
  if (via === undefined && uses(tool, 'prompt_file')) {
    const message = '{prompt_file} stands in the command, but the tool takes no prompt';
    faults.push({ path: ['command'], message, hint: 'set prompt: { via: file }, or take {prompt_file} out' });
  }
  return faults;
}

function modelFaults(tool: Tool): CatalogFault[] {
  if (tool.model === undefined || uses(tool, 'model')) return [];
  const message = 'the tool has a model, but the command has no {model}';
  return [{ path: ['model'], message, hint: "add '{model}' to the command" }];
}

const ofPrograms = ['command', 'prompt', 'model', 'usage', 'scratch'] as const;

function kindFaults(tool: Tool): CatalogFault[] {
  if (tool.kind === 'agent') {
    const missing = (['command', 'prompt'] as const).filter((field) => tool[field] === undefined);
    return missing.map((field) => ({ path: [], message: `a tool of kind agent needs a ${field}` }));
  }
  if (tool.kind === 'command') return [];
  const extra = ofPrograms.filter((field) => tool[field] !== undefined);
  return extra.map((field) => ({
    path: [field],
    message: `a tool of kind ${tool.kind} runs no program and has no ${field}`,
  }));
}

function gitFaults(tool: Tool): CatalogFault[] {
  return (tool.env_allow ?? []).flatMap((name, index): CatalogFault[] => {
    if (!/^GIT(_|\*$)/i.test(name)) return [];
    const message = `${name} is never passed on: it would turn git to another repository or identity`;
    return [{ path: ['env_allow', index], message, hint: 'set what the tool needs under env' }];
  });
}

/** What is wrong with a tool beyond its form: placeholders, and fields that do not go together. */
export function checkTool(tool: Tool): CatalogFault[] {
  return [placeholderFaults, deliveryFaults, modelFaults, kindFaults, gitFaults].flatMap((rule) =>
    rule(tool),
  );
}
