import type { EntityType, ExecutionEvent, Severity } from '@uet/schemas';

/** What an event may be about, in the order in which it is offered. */
export const entityTypes = [
  'run',
  'phase',
  'workstream',
  'task',
  'attempt',
  'patch',
  'gate',
  'approval',
  'worker',
  'breaker',
  'budget',
  'template',
  'token',
  'view',
] as const satisfies readonly EntityType[];

/** How much an event may matter. */
export const severities = [
  'debug',
  'info',
  'warning',
  'error',
  'critical',
] as const satisfies readonly Severity[];

/** How far back one may look, in milliseconds. */
export const periods = {
  '15m': { text: 'Last 15 minutes', ms: 900_000 },
  '1h': { text: 'Last hour', ms: 3_600_000 },
  '24h': { text: 'Last 24 hours', ms: 86_400_000 },
  '7d': { text: 'Last 7 days', ms: 604_800_000 },
} as const;

/** How far back one may look. */
export type Period = keyof typeof periods;

/** Which events are asked for. */
export interface EventFilter {
  readonly entityTypes: readonly EntityType[];
  readonly entityId: string | null;
  readonly severities: readonly Severity[];
  readonly people: boolean;
  /** From when on: a period back from now, or an instant; null for all. */
  readonly since: Period | string | null;
  readonly until: string | null;
  readonly search: string;
}

const chosen = <T extends string>(value: string | null, all: readonly T[]): readonly T[] => {
  const named = (value ?? '').split(',');
  return all.filter((each) => named.includes(each));
};

const instant = (value: string | null): string | null =>
  value === null || Number.isNaN(Date.parse(value)) ? null : new Date(value).toISOString();

/** True for one of the periods. */
export const isPeriod = (value: string | null): value is Period =>
  value !== null && Object.hasOwn(periods, value);

/** Reads the filter from the query of an address; what makes no sense is left out. */
export function readFilter(params: URLSearchParams): EventFilter {
  const since = params.get('since');
  return {
    entityTypes: chosen(params.get('about'), entityTypes),
    entityId: params.get('id'),
    severities: chosen(params.get('severity'), severities),
    people: params.get('people') === '1',
    since: isPeriod(since) ? since : instant(since),
    until: instant(params.get('until')),
    search: params.get('q') ?? '',
  };
}

/** What the API is asked for; a period ends now. */
export function requestOf(filter: EventFilter, runId: string | null, nowMs: number) {
  const { since } = filter;
  return {
    run_id: runId,
    entity_types: [...filter.entityTypes],
    entity_id: filter.entityId,
    severities: [...filter.severities],
    people: filter.people,
    since: isPeriod(since) ? new Date(nowMs - periods[since].ms).toISOString() : since,
    until: filter.until,
    search: filter.search,
  };
}

/** Whether an event that happens now is one of those that are asked for: the same question as the server's. */
export function isWanted(event: ExecutionEvent, filter: EventFilter, runId: string | null): boolean {
  if (runId !== null && event.run_id !== runId) return false;
  if (filter.entityTypes.length > 0 && !filter.entityTypes.includes(event.entity_type)) return false;
  if (filter.entityId !== null && event.entity_id !== filter.entityId) return false;
  if (filter.severities.length > 0 && !filter.severities.includes(event.severity)) return false;
  if (filter.people && !event.actor.startsWith('person:')) return false;
  if (filter.until !== null && event.at > filter.until) return false;
  if (filter.since !== null && !isPeriod(filter.since) && event.at < filter.since) return false;
  const text = `${event.type}\n${event.actor}\n${event.reason ?? ''}`.toLowerCase();
  return text.includes(filter.search.toLowerCase());
}

/** Whether anything is left out. */
export const isFiltered = (filter: EventFilter): boolean =>
  filter.entityTypes.length > 0 ||
  filter.entityId !== null ||
  filter.severities.length > 0 ||
  filter.people ||
  filter.since !== null ||
  filter.until !== null ||
  filter.search !== '';
