'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { patchMachine } from '@uet/core';
import type { PatchStateName } from '@uet/schemas';
import { useRef, useState } from 'react';
import { useApi } from '@/api/api';
import { classes } from '@/ui/classes';
import { Input } from '@/ui/field';
import { LoadMore } from '@/ui/load-more';
import { Empty, Loading, Problem } from '@/ui/notices';
import { StateFilter, statesOf } from '@/ui/state-filter';
import { useDebounced } from '@/ui/use-debounced';
import { useMedia } from '@/ui/use-media';
import { useUrl } from '@/ui/use-url';
import { PatchRow } from './patch-row';
import { PatchView } from './patch-view';

const allStates = Object.keys(patchMachine.states) as PatchStateName[];

/** The patches of a run; on wide windows with the chosen one beside the list. */
export function RunPatches({ runId }: { readonly runId: string }) {
  const api = useApi();
  const [params, change] = useUrl();
  const states = statesOf(params.get('state'), allStates);
  const [search, setSearch] = useState(params.get('q') ?? '');
  const settled = useDebounced(search);
  const wide = useMedia('(min-width: 90rem)');
  const list = useInfiniteQuery(
    api.patches.list.infiniteQueryOptions(
      { run_id: runId, states: [...states], search: settled },
      { getNextPageParam: (page) => page.next_cursor, placeholderData: keepPreviousData },
    ),
  );
  const patches = list.data?.pages.flatMap(({ items }) => items);
  // Without a choice the first one is shown, and stays: a new patch must not push it away while it is read.
  const shown = useRef<string | null>(null);
  const kept = patches?.find(({ id }) => id === shown.current) ?? patches?.[0];
  const chosen = params.get('patch') ?? kept?.id ?? null;
  shown.current = chosen;
  const filtered = states.length > 0 || settled !== '';
  return (
    <div className={classes('grid gap-4', wide && 'grid-cols-[minmax(20rem,26rem)_minmax(0,1fr)]')}>
      <section
        aria-label="Patches"
        className={classes(
          'min-w-0 rounded-lg border border-line bg-panel',
          wide && 'sticky top-16 flex max-h-[calc(100dvh-5rem)] flex-col self-start',
        )}
      >
        <div className="flex flex-col gap-2 border-b border-line p-3">
          <Input
            type="search"
            aria-label="Search patches"
            placeholder="Search task, file, reason"
            value={search}
            onChange={(event) => {
              setSearch(event.target.value);
              change({ q: event.target.value });
            }}
          />
          <StateFilter
            of="patch"
            states={allStates}
            chosen={states}
            onChange={(next) => change({ state: next.join(',') })}
          />
        </div>
        {list.error === null ? null : <Problem error={list.error} retry={() => void list.refetch()} />}
        {patches === undefined && list.error === null ? <Loading lines={6} height={64} /> : null}
        {patches?.length === 0 ? (
          <Empty title={filtered ? 'No patch is like that' : 'No patches yet'}>
            {filtered
              ? 'Take away a filter to see more.'
              : 'A patch appears here as soon as an attempt at a task has changed something.'}
          </Empty>
        ) : null}
        {patches === undefined || patches.length === 0 ? null : (
          <div className={classes('min-h-0', wide && 'overflow-y-auto')}>
            <ul className={classes(list.isPlaceholderData && 'opacity-60')}>
              {patches.map((patch) => (
                <PatchRow
                  key={patch.id}
                  patch={patch}
                  selected={wide && patch.id === chosen}
                  onSelect={wide ? () => change({ patch: patch.id, file: null }, { hash: '' }) : null}
                />
              ))}
            </ul>
            <LoadMore list={list} />
          </div>
        )}
      </section>
      {wide && chosen !== null ? <PatchView key={chosen} patchId={chosen} beside /> : null}
    </div>
  );
}
