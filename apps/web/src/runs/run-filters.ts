import { type Machine, runMachine } from '@uet/core';
import type { RunStateName } from '@uet/schemas';
import type { Contract, InputOf } from '@uet/schemas/api';

/** What the list of runs is asked for, without where a page of it begins. */
export type RunListInput = Omit<InputOf<Contract['runs']['list']>, 'cursor' | 'limit'>;
/** What a list of runs is sorted by. */
export type RunSort = NonNullable<RunListInput['sort']>;

/** Which runs are shown, in which order: as the address says it. */
export interface RunFilters {
  /** The key of a tab: `active` for runs that have not ended, a state, or empty for all. */
  readonly state: string;
  readonly template: string;
  readonly repository: string;
  readonly branch: string;
  /** `24h`, `7d` and such, or an instant. */
  readonly since: string;
  readonly search: string;
  readonly sort: RunSort;
  readonly order: 'asc' | 'desc';
}

/** A tab of the list: all runs, those that have not ended, or those that ended in one way. */
export interface StateTab {
  readonly key: string;
  readonly states: readonly RunStateName[];
}

const states = Object.keys(runMachine.states) as RunStateName[];
const machineStates: Machine['states'] = runMachine.states;
const hasEnded = (state: RunStateName): boolean =>
  machineStates[state]?.requires?.includes('ended_at') === true;

/** The tabs of the list, from the table of the machine. */
export const stateTabs: readonly StateTab[] = [
  { key: '', states: [] },
  { key: 'active', states: states.filter((state) => !hasEnded(state)) },
  ...states.filter(hasEnded).map((state) => ({ key: state, states: [state] })),
];

/** What a list of runs can be sorted by, with how it is called. */
export const sortLabels: Readonly<Record<RunSort, string>> = {
  created_at: 'Started',
  ended_at: 'Ended',
  cost_usd: 'Cost',
  duration_ms: 'Duration',
  tasks_total: 'Tasks',
};

/** The periods that are offered, with what they are called. */
export const periods: Readonly<Record<string, string>> = {
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
};

const isSort = (value: string | null): value is RunSort => value !== null && value in sortLabels;

/** Reads the filters from the query of the address; what it does not know, it leaves out. */
export function filtersOf(query: URLSearchParams): RunFilters {
  const text = (key: string): string => query.get(key) ?? '';
  const sort = query.get('sort');
  return {
    state: text('state'),
    template: text('template'),
    repository: text('repository'),
    branch: text('branch'),
    since: text('since'),
    search: text('q').slice(0, 200),
    sort: isSort(sort) ? sort : 'created_at',
    order: query.get('order') === 'asc' ? 'asc' : 'desc',
  };
}

/** The states that a tab, or a list of states in the address, stands for. */
export function statesOf(state: string): readonly RunStateName[] {
  const tab = stateTabs.find(({ key }) => key === state);
  if (tab !== undefined) return tab.states;
  const named = state.split(',');
  return states.filter((each) => named.includes(each));
}

const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000 };

/** When a period began, as an instant; an instant stands for itself, and null for anything else. */
export function sinceInstant(since: string, nowMs: number): string | null {
  const [, amount, unit = ''] = /^(\d{1,4})([hd])$/.exec(since) ?? [];
  if (amount !== undefined) return new Date(nowMs - Number(amount) * (unitMs[unit] ?? 0)).toISOString();
  const atMs = since === '' ? Number.NaN : Date.parse(since);
  return Number.isNaN(atMs) ? null : new Date(atMs).toISOString();
}

/** What to ask the server for. */
export const listInput = (filters: RunFilters, nowMs: number): RunListInput => ({
  states: [...statesOf(filters.state)],
  template: filters.template || null,
  repository: filters.repository || null,
  branch: filters.branch || null,
  since: sinceInstant(filters.since, nowMs),
  search: filters.search,
  sort: filters.sort,
  order: filters.order,
});

const keys = ['state', 'template', 'repository', 'branch', 'since', 'q', 'sort', 'order'] as const;

/** The part of a query that says which runs are shown: what a saved view keeps. */
export function viewQuery(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = query.get(key);
      return value === null || value === '' ? [] : [[key, value]];
    }),
  );
}

/** The address of the list with this query. */
export function viewAddress(query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? '/runs' : `/runs?${text}`;
}

/** What a key stands for where it is not given. */
const usual: Readonly<Record<string, string>> = { sort: 'created_at', order: 'desc' };

/** Whether two queries show the same. */
export const sameView = (
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): boolean =>
  Object.keys({ ...one, ...other }).every(
    (key) => (one[key] || usual[key] || '') === (other[key] || usual[key] || ''),
  );

/** What takes all filters away, but keeps the order. */
export const noFilters: Readonly<Record<string, null>> = {
  state: null,
  template: null,
  repository: null,
  branch: null,
  since: null,
  q: null,
};

/** What to write into the address for an order: nothing for the usual one. */
export const sortChange = (sort: string, order: string): Record<'sort' | 'order', string | null> => ({
  sort: sort === 'created_at' ? null : sort,
  order: order === 'desc' ? null : order,
});
