import type { ParameterValue, RunConfig, TemplateParameter } from '@uet/schemas';
import type { StartRequest } from '@uet/schemas/api';
import { moneyFault } from '../../costs/money-fault';
import { typedValue } from './parameter-fault';

/** What is typed into the form that starts a run, as text; empty for what the template decides. */
export interface StartValues {
  readonly parameters: Readonly<Record<string, string>>;
  readonly repository: string;
  readonly branch: string;
  readonly concurrency: string;
  readonly budget: 'template' | 'halt' | 'warn' | 'none';
  readonly limit: string;
  /** The share of the limit at which to warn, in percent. */
  readonly warnAt: string;
}

/** A field of the form, by its name in the address: `repository`, or `p.release` for the parameter `release`. */
export type FieldName = Exclude<keyof StartValues, 'parameters'> | `p.${string}`;

/** The parameters of a template, by name. */
export type Parameters = Readonly<Record<string, TemplateParameter>>;

const budgets = ['template', 'halt', 'warn', 'none'] as const;
const fields = ['repository', 'branch', 'concurrency', 'limit', 'warnAt'] as const;

/** The form as the query of an address tells it. What is secret never stands in an address. */
export function readStart(query: { get(name: string): string | null }, parameters: Parameters): StartValues {
  const text = (name: FieldName): string => query.get(name) ?? '';
  const given = Object.entries(parameters)
    .filter(([, { secret }]) => secret !== true)
    .map(([name]) => [name, text(`p.${name}`)] as const);
  return {
    parameters: Object.fromEntries(given.filter(([, value]) => value !== '')),
    repository: text('repository'),
    branch: text('branch'),
    concurrency: text('concurrency'),
    budget: budgets.find((each) => each === query.get('budget')) ?? 'template',
    limit: text('limit'),
    warnAt: text('warnAt'),
  };
}

/** The form as the query of an address: without what is secret, and without what was left as it is. */
export function writeStart(values: StartValues, parameters: Parameters): Record<string, string | null> {
  const query: Record<string, string | null> = {
    budget: values.budget === 'template' ? null : values.budget,
  };
  for (const name of fields) query[name] = values[name] === '' ? null : values[name];
  for (const [name, { secret }] of Object.entries(parameters)) {
    const text = values.parameters[name] ?? '';
    query[`p.${name}`] = secret === true || text === '' ? null : text;
  }
  return query;
}

/** The values of the parameters that are typed and good. */
export function goodParameters(values: StartValues, parameters: Parameters): Record<string, ParameterValue> {
  const good: Record<string, ParameterValue> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const { value } = typedValue(name, parameter, values.parameters[name] ?? '');
    if (value !== undefined) good[name] = value;
  }
  return good;
}

function wholeFault(text: string, most: number): string | null {
  const number = Number(text);
  const good = text === '' || (/^\d+$/.test(text) && number >= 1 && number <= most);
  return good ? null : `This is no whole number from 1 to ${most}.`;
}

/** What is wrong with the form, by field, as far as it can be told without asking the server. */
export function startFaults(values: StartValues, parameters: Parameters): Partial<Record<FieldName, string>> {
  const faults: Partial<Record<FieldName, string>> = {};
  const tell = (field: FieldName, fault: string | null): void => {
    if (fault !== null) faults[field] = fault;
  };
  for (const [name, parameter] of Object.entries(parameters)) {
    tell(`p.${name}`, typedValue(name, parameter, values.parameters[name] ?? '').fault);
  }
  const { repository, concurrency, budget, limit, warnAt } = values;
  if (repository.trim() === '') tell('repository', 'A repository is needed.');
  else if (!/^(\/|[A-Za-z]:[\\/])/.test(repository.trim()))
    tell('repository', 'Write its whole path on the server, such as /home/me/project.');
  tell('concurrency', wholeFault(concurrency.trim(), 1024));
  if (budget === 'halt' || budget === 'warn') {
    tell('limit', moneyFault(limit));
    tell('warnAt', wholeFault(warnAt.trim(), 100));
  }
  return faults;
}

/** The request that a form without faults comes to. */
export function startRequestOf(
  template: string,
  values: StartValues,
  parameters: Parameters,
  idempotencyKey: string,
): StartRequest {
  const { repository, branch, concurrency, budget, limit, warnAt } = values;
  const threshold = warnAt.trim() === '' ? 0.8 : Number(warnAt) / 100;
  return {
    template,
    repository: repository.trim(),
    target_branch: branch.trim() === '' ? null : branch.trim(),
    parameters: goodParameters(values, parameters),
    ...(concurrency.trim() === '' ? {} : { max_concurrency: Number(concurrency) }),
    ...(budget === 'template' ? {} : { budget: null }),
    ...(budget === 'halt' || budget === 'warn'
      ? { budget: { max_cost_usd: limit.trim(), warning_threshold: threshold, enforcement: budget } }
      : {}),
    idempotency_key: idempotencyKey,
  };
}

/** What stands where the value of a secret parameter was. */
const masked = '***';

/** The address of the form with all that a run was started with: to run it again with changes. */
export function runAgainHref(
  templateName: string,
  config: Pick<RunConfig, 'parameters' | 'repository' | 'target_branch' | 'max_concurrency' | 'budget'>,
): string {
  const { repository, target_branch: branch, max_concurrency: concurrency, budget } = config;
  const query = new URLSearchParams({ repository });
  // A branch that was made for one run is not what the next one is to land on.
  if (!branch.startsWith('uet/')) query.set('branch', branch);
  query.set('concurrency', String(concurrency));
  if (budget !== null) {
    query.set('budget', budget.enforcement);
    query.set('limit', budget.max_cost_usd);
    query.set('warnAt', String(Math.round(100 * budget.warning_threshold)));
  }
  for (const [name, value] of Object.entries(config.parameters)) {
    if (value !== masked) query.set(`p.${name}`, String(value));
  }
  return `/templates/${encodeURIComponent(templateName)}?${query}`;
}
