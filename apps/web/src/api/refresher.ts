import type { Query, QueryClient } from '@tanstack/react-query';
import type { ExecutionEvent } from '@uet/schemas';
import { concerns } from './concerns';

/** How often the cache may be refreshed, in milliseconds: a busy run makes hundreds of events a second. */
const refreshMs = 500;

/** Refreshes what events concern. */
export interface Refresher {
  add(events: readonly ExecutionEvent[]): void;
  stop(): void;
}

/**
 * Has what events concern asked for anew, now and then. What is being asked for at that moment is left to be answered
 * (a slow answer would else never come while much happens) and asked for once more after that.
 */
export function openRefresher(queries: QueryClient): Refresher {
  let waiting: ExecutionEvent[] = [];
  let late = new Set<Query>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = (): void => {
    const events = waiting;
    const concerned = queries.getQueryCache().findAll({
      predicate: (query) => late.has(query) || concerns(query.queryKey, events),
    });
    waiting = [];
    late = new Set(concerned.filter(({ state }) => state.fetchStatus === 'fetching'));
    timer = late.size === 0 ? undefined : setTimeout(refresh, refreshMs);
    for (const query of concerned) {
      if (!late.has(query)) void queries.invalidateQueries({ queryKey: query.queryKey, exact: true });
    }
  };
  return {
    add(events) {
      waiting.push(...events);
      timer ??= setTimeout(refresh, refreshMs);
    },
    stop: () => clearTimeout(timer),
  };
}
