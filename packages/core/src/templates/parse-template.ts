import { type Template, template as templateSchema } from '@uet/schemas';
import { type Document, loadDocument, problemsError } from '../documents/index.js';
import type { Problem } from '../errors/index.js';
import { checkExpressions } from './checks/check-expressions.js';
import { checkGates } from './checks/check-gates.js';
import { checkParameters } from './checks/check-parameters.js';
import { checkPlan } from './checks/check-plan.js';
import { checkScopes } from './checks/check-scopes.js';
import { checkSteps } from './checks/check-steps.js';
import { checkUses } from './checks/check-uses.js';
import { openCheck, type TemplateCheck } from './checks/template-check.js';

/** How to read a template. */
export interface TemplateOptions {
  /** The name for messages; `.json` at its end makes it strict JSON. */
  readonly file: string;
  /** The ids of all tools; where absent, names of tools are not checked. */
  readonly knownTools?: Iterable<string>;
  /** In bytes of UTF-8; 1 MiB where absent. */
  readonly maxBytes?: number;
}

/** A template that breaks no rule, what its author should still look at, and where everything stands. */
export interface ParsedTemplate {
  readonly template: Template;
  readonly warnings: Problem[];
  readonly document: Document;
}

function checkStatus({ template, warn }: TemplateCheck): void {
  if (template.metadata.status !== 'deprecated') return;
  const message = `the template \`${template.metadata.name}\` is deprecated`;
  warn({ path: ['metadata', 'status'] }, { message, hint: 'look for what replaces it' });
}

function checkTemplate(check: TemplateCheck): void {
  checkStatus(check);
  checkParameters(check);
  checkGates(check);
  checkSteps(check);
  checkScopes(check);
  const links = checkPlan(check);
  const uses = checkExpressions(check);
  if (links !== undefined) checkUses(check, links, uses);
}

/**
 * Reads a template and checks all that can be known of it without parameters. Throws `bad_template` with every
 * problem of the first stage that has any: syntax, then schema, then meaning.
 */
export function parseTemplate(text: string, { file, knownTools, maxBytes }: TemplateOptions): ParsedTemplate {
  const size = maxBytes === undefined ? {} : { maxBytes };
  const { value: template, document } = loadDocument(text, templateSchema, {
    file,
    code: 'bad_template',
    ...size,
  });
  const check = openCheck(template, document, knownTools === undefined ? undefined : new Set(knownTools));
  checkTemplate(check);
  if (check.errors.count() > 0) throw problemsError('bad_template', check.errors.problems());
  return { template, warnings: check.warnings.problems(), document };
}
