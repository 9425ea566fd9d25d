'use client';

import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { ExecutionEvent } from '@uet/schemas';
import type { Contract, OutputOf } from '@uet/schemas/api';
import { useState } from 'react';
import { useApiClient } from '@/api/api';
import { useEvents } from '@/api/live-updates';
import { type EventFilter, isWanted, requestOf } from './event-filter';

type EventPage = OutputOf<Contract['events']['list']>;

/** With more new ones than this, the list begins anew instead. */
const mostNew = 500;

/**
 * The events that are asked for, the newest first. What happens meanwhile is held back, so that the list does not move
 * under the reader, until it is asked for.
 */
export function useEventLog(filter: EventFilter, runId: string | null) {
  const client = useApiClient();
  const queries = useQueryClient();
  // Not the key of the API's own hooks: live updates would fetch every page anew with every event.
  const key = ['event-log', runId, filter] as const;
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) =>
      client.events.list.query({ ...requestOf(filter, runId, Date.now()), cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: EventPage) => page.next_cursor,
    placeholderData: keepPreviousData,
    // The stream brings what is new.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
  const name = JSON.stringify(key);
  const [held, setHeld] = useState<{ readonly name: string; readonly events: readonly ExecutionEvent[] }>({
    name,
    events: [],
  });
  const fresh = held.name === name ? held.events : [];
  useEvents((batch) => {
    const wanted = batch.filter((event) => isWanted(event, filter, runId));
    if (wanted.length === 0) return;
    setHeld((now) => ({
      name,
      events: [...wanted.toReversed(), ...(now.name === name ? now.events : [])].slice(0, mostNew + 1),
    }));
  });

  const loaded = list.data?.pages.flatMap(({ items }) => items);
  const known = new Set(loaded?.map(({ cursor }) => cursor));
  const unseen = fresh.filter(({ cursor }) => !known.has(cursor));
  const showNew = (): void => {
    setHeld({ name, events: [] });
    if (unseen.length > mostNew) {
      void queries.resetQueries({ queryKey: key, exact: true });
      return;
    }
    queries.setQueryData<InfiniteData<EventPage, string | null>>(key, (data) => {
      const [first, ...rest] = data?.pages ?? [];
      if (data === undefined || first === undefined) return data;
      return { ...data, pages: [{ ...first, items: [...unseen, ...first.items] }, ...rest] };
    });
  };
  return { list, events: loaded, newCount: unseen.length, mostNew, showNew };
}
