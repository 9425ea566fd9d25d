import type { TemplateParameter } from '@uet/schemas';
import type { DocumentPath } from '../../documents/index.js';
import { checkValue, wholePattern } from '../parameter-value.js';
import type { TemplateCheck } from './template-check.js';

/** Tells a pattern that is no regular expression; true where there is none or a good one. */
function checkPattern({ error }: TemplateCheck, parameter: TemplateParameter, path: DocumentPath): boolean {
  if (!('pattern' in parameter) || parameter.pattern === undefined) return true;
  const whole = wholePattern(parameter.pattern);
  if (typeof whole !== 'string') return true;
  error({ path: [...path, 'pattern'] }, { message: 'the pattern is not a regular expression', hint: whole });
  return false;
}

function checkRange({ error }: TemplateCheck, parameter: TemplateParameter, path: DocumentPath): void {
  if (parameter.type === 'number') {
    const { min, max } = parameter;
    if (min === undefined || max === undefined || min <= max) return;
    error({ path: [...path, 'min'] }, { message: `no number is at least ${min} and at most ${max}` });
  }
  if (parameter.type === 'enum') {
    parameter.values.forEach((value, index) => {
      if (parameter.values.indexOf(value) === index) return;
      error({ path: [...path, 'values', index] }, { message: `\`${value}\` is listed twice` });
    });
  }
}

function checkDefault(
  { error, warn }: TemplateCheck,
  parameter: TemplateParameter,
  path: DocumentPath,
): void {
  const { default: fallback, required, secret } = parameter;
  if (fallback === undefined) return;
  const at = { path: [...path, 'default'] };
  const checked = checkValue(fallback, parameter);
  if (!checked.ok) error(at, { message: `the default \`${fallback}\` ${checked.fault}` });
  if (required === true) warn(at, { message: 'the default is never used: the parameter is required' });
  if (secret === true) warn(at, { message: 'this secret is readable for everyone who has the template' });
}

/** Checks that patterns, ranges and defaults of parameters make sense. */
export function checkParameters(check: TemplateCheck): void {
  for (const [name, parameter] of Object.entries(check.template.parameters ?? {})) {
    const path = ['parameters', name];
    checkRange(check, parameter, path);
    if (checkPattern(check, parameter, path)) checkDefault(check, parameter, path);
  }
}
