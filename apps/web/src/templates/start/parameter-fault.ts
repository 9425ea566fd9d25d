import { resolveParameters, UetError } from '@uet/core';
import type { ParameterValue, Template, TemplateParameter } from '@uet/schemas';

/** The value of a parameter as it was typed, or what is wrong with it. */
export type TypedValue =
  | { readonly value: ParameterValue | undefined; readonly fault: null }
  | { readonly value: undefined; readonly fault: string };

/** Whether a value has to be typed. */
export const isRequired = ({ required, default: fallback }: TemplateParameter): boolean =>
  required ?? fallback === undefined;

const sentence = (text: string): string => {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
};

/** Checks one value by the rules that the server has as well. Nothing typed leaves the default. */
export function typedValue(name: string, parameter: TemplateParameter, text: string): TypedValue {
  if (text === '') {
    return isRequired(parameter)
      ? { value: undefined, fault: 'A value is needed.' }
      : { value: undefined, fault: null };
  }
  // Only the parameters of the template are read.
  const template = { parameters: { [name]: parameter } } as unknown as Template;
  try {
    return { value: resolveParameters(template, { [name]: text })[name], fault: null };
  } catch (error) {
    if (!(error instanceof UetError)) throw error;
    return { value: undefined, fault: sentence(error.problems[0]?.message ?? error.message) };
  }
}

/** Values that patterns are likely to take: an unknown one is tried with each. */
const examples = [
  'x',
  '1',
  'abc',
  '/x',
  'x/y',
  'main',
  '1.0.0',
  'v1.0.0',
  'a@b.co',
  'https://x.co',
  'X-1',
  '2026-01-31',
];

/** A value that stands in for one that nobody has typed yet, so that a plan can be drawn; undefined for none. */
export function placeholderValue(name: string, parameter: TemplateParameter): ParameterValue | undefined {
  const candidates = {
    boolean: ['false'],
    number: [
      '1',
      '0',
      String('min' in parameter ? parameter.min : ''),
      String('max' in parameter ? parameter.max : ''),
    ],
    enum: 'values' in parameter ? parameter.values : [],
    string: [name, ...examples],
    path: [name, ...examples],
  }[parameter.type];
  for (const text of candidates) {
    const typed = typedValue(name, parameter, text);
    if (typed.fault === null && typed.value !== undefined) return typed.value;
  }
  return undefined;
}
