'use client';

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { ExecutionEvent } from '@uet/schemas';
import { useApi } from '@/api/api';
import { useEvents } from '@/api/live-updates';
import { Button } from '@/ui/button';
import { Loading, Problem } from '@/ui/notices';
import { StateBadge, stateWords } from '@/ui/state-badge';
import { Age } from '@/ui/time';

/** What happened to the breaker of a tool, the latest first. */
export function BreakerHistory({ toolId }: { readonly toolId: string }) {
  const api = useApi();
  const queries = useQueryClient();
  const options = api.events.list.infiniteQueryOptions(
    { entity_types: ['breaker'], entity_id: toolId, limit: 20 },
    { getNextPageParam: ({ next_cursor }) => next_cursor },
  );
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(options);
  useEvents((events) => {
    if (events.some(({ entity_type, entity_id }) => entity_type === 'breaker' && entity_id === toolId))
      void queries.invalidateQueries({ queryKey: options.queryKey });
  });
  if (data === undefined) {
    return error === null ? <Loading lines={3} /> : <Problem error={error} retry={() => void refetch()} />;
  }
  const events = data.pages.flatMap(({ items }) => items);
  if (events.length === 0) return <p className="text-muted">Nothing ever happened to it.</p>;
  return (
    <>
      <ol className="flex flex-col">
        {events.map((event) => (
          <Happening key={event.cursor} event={event} />
        ))}
      </ol>
      {hasNextPage ? (
        <Button compact className="mt-2" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older
        </Button>
      ) : null}
    </>
  );
}

const Happening = ({ event }: { readonly event: ExecutionEvent }) => (
  <li className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-t border-line py-2 first:border-t-0">
    <span className="w-24 shrink-0 text-muted">
      <Age at={event.at} />
    </span>
    <span className="font-medium">{stateWords(event.trigger)}</span>
    {event.to_state === null ? null : <StateBadge of="breaker" state={event.to_state} />}
    <span className="ml-auto text-muted">{event.actor.replace('person:', '')}</span>
    {event.reason === null ? null : <p className="w-full break-words text-muted sm:pl-27">{event.reason}</p>}
  </li>
);
