import type { ParameterValue, Template, TemplateParameter } from '@uet/schemas';
import { didYouMean, problemsError } from '../documents/index.js';
import type { Problem } from '../errors/index.js';
import { checkValue } from './parameter-value.js';

function problem(name: string, message: string, text: string, hint: string | undefined): Problem {
  const found = { code: 'bad_parameter' as const, where: `parameter ${name}`, message, text };
  return hint === undefined ? found : { ...found, hint };
}

/** Whether a value has to be given. */
const isRequired = ({ required, default: fallback }: TemplateParameter): boolean =>
  required ?? fallback === undefined;

/**
 * The value of every parameter that has one: given (text such as that of `k=v` is converted), or the default.
 * Throws `bad_parameter` that tells everything that is unknown, missing or not of its type; values of secret
 * parameters are not repeated in it.
 */
export function resolveParameters(
  { parameters = {} }: Template,
  given: Readonly<Record<string, ParameterValue>>,
): Record<string, ParameterValue> {
  const problems: Problem[] = [];
  const names = Object.keys(parameters);
  for (const name of Object.keys(given).filter((candidate) => !names.includes(candidate))) {
    const hint = names.length === 0 ? 'the template has no parameters' : `parameters: ${names.join(', ')}`;
    problems.push(problem(name, `there is no such parameter${didYouMean(name, names)}`, '', hint));
  }
  const resolved: Record<string, ParameterValue> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined) {
      if (isRequired(parameter)) problems.push(problem(name, 'is missing', '', parameter.description));
      else if (parameter.default !== undefined) resolved[name] = parameter.default;
      continue;
    }
    const checked = checkValue(value, parameter);
    const text = parameter.secret === true ? '***' : String(value);
    if (checked.ok) resolved[name] = checked.value;
    else problems.push(problem(name, `\`${text}\` ${checked.fault}`, text, parameter.description));
  }
  if (problems.length > 0) throw problemsError('bad_parameter', problems);
  return resolved;
}

/** Parameters as the environment variables `UET_PARAM_<NAME>` that commands see. */
export function parameterEnvironment(
  values: Readonly<Record<string, ParameterValue>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`UET_PARAM_${name.toUpperCase()}`, String(value)]),
  );
}
