import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import {
  type CompiledTemplate,
  compileTemplate,
  type Document,
  type ParsedTemplate,
  parseTemplate,
  resolveParameters,
  UetError,
} from '@uet/core';
import type { ParameterValue, Template, ToolCatalog } from '@uet/schemas';
import { sha256Of } from '../engine/digest.js';
import { builtInTools } from '../execution/built-in-tools.js';

/** The text of a template, and where it stands. */
export interface TemplateSource {
  readonly text: string;
  /** What it is called in messages. */
  readonly file: string;
  /** The file that it stands in, absolute: what it names is beside it. Null where there is none: it may name none. */
  readonly path: string | null;
}

/** A template as it is to be run. */
export interface ReadyTemplate {
  readonly source: TemplateSource;
  readonly sha256: string;
  readonly template: Template;
  readonly compiled: CompiledTemplate;
  readonly parameters: Record<string, ParameterValue>;
  /** What its author should look at. */
  readonly warnings: ParsedTemplate['warnings'];
}

/** The source of a text that was given; without a file of its own, messages call it by its format. */
export const sourceOfText = (text: string, path: string | null): TemplateSource => ({
  text,
  file: path ?? (text.trimStart().startsWith('{') ? 'template.json' : 'template.yaml'),
  path,
});

/** Reads a template against the tools there are. Throws `bad_template` with every problem. */
export const readTemplate = (
  { text, file }: Pick<TemplateSource, 'text' | 'file'>,
  tools: ToolCatalog['tools'],
): ParsedTemplate =>
  parseTemplate(text, { file, knownTools: [...Object.keys(tools), ...Object.keys(builtInTools)] });

/**
 * Reads a template with its parameters, and looks whether the files that it names are there. Throws `bad_template`
 * (with every problem) or `bad_parameter`.
 */
export async function readyTemplate(
  source: TemplateSource,
  given: Readonly<Record<string, ParameterValue>>,
  tools: ToolCatalog['tools'],
): Promise<ReadyTemplate> {
  const { template, warnings, document } = readTemplate(source, tools);
  const parameters = resolveParameters(template, given);
  const folder = source.path === null ? null : dirname(source.path);
  const compiled = compileTemplate(withAbsolutePatches(template, folder), parameters);
  await assertPatchesReadable(document, template, compiled, folder);
  return { source, sha256: sha256Of(source.text), template, compiled, parameters, warnings };
}

/** Ready-made patches are named relative to the template. */
function withAbsolutePatches(template: Template, folder: string | null): Template {
  if (folder === null) return template;
  return {
    ...template,
    phases: template.phases.map((phase) => ({
      ...phase,
      workstreams: phase.workstreams.map((workstream) => ({
        ...workstream,
        tasks: workstream.tasks.map((step) =>
          step.patch === undefined ? step : { ...step, patch: resolve(folder, step.patch) },
        ),
      })),
    })),
  };
}

async function assertPatchesReadable(
  document: Document,
  template: Template,
  { tasks }: CompiledTemplate,
  folder: string | null,
): Promise<void> {
  const places = template.phases.flatMap(({ workstreams }, phase) =>
    workstreams.flatMap((workstream, index) =>
      workstream.tasks.map((_, task) => ['phases', phase, 'workstreams', index, 'tasks', task, 'patch']),
    ),
  );
  for (const { key, ordinal, step } of tasks) {
    if (step.patch === undefined) continue;
    const fault = folder === null ? 'the template stands in no folder' : await whyUnreadable(step.patch);
    if (fault === null) continue;
    const { line, column } = document.locate(places[ordinal] ?? []);
    throw new UetError('bad_template', `the patch of task ${key} cannot be read: ${fault}`, {
      where: `${document.file}:${line}:${column}`,
      hint: 'name a file that is there, relative to the template',
    });
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'permission denied',
};

const whyUnreadable = (path: string): Promise<string | null> =>
  access(path, constants.R_OK).then(
    () => null,
    ({ code = '', message }: NodeJS.ErrnoException) => reasons[code] ?? message,
  );
