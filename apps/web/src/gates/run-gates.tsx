'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { gateMachine } from '@uet/core';
import type { GateStateName } from '@uet/schemas';
import { useApi } from '@/api/api';
import { classes } from '@/ui/classes';
import { LoadMore } from '@/ui/load-more';
import { Empty, Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { StateFilter, statesOf } from '@/ui/state-filter';
import { Table, Th } from '@/ui/table';
import { useUrl } from '@/ui/use-url';
import { GateRow } from './gate-row';

const allStates = Object.keys(gateMachine.states) as GateStateName[];

/** The gates of a run, the newest first. */
export function RunGates({ runId }: { readonly runId: string }) {
  const api = useApi();
  const [params, change] = useUrl();
  const states = statesOf(params.get('state'), allStates);
  const list = useInfiniteQuery(
    api.gates.list.infiniteQueryOptions(
      { run_id: runId, states: [...states] },
      { getNextPageParam: (page) => page.next_cursor, placeholderData: keepPreviousData },
    ),
  );
  const gates = list.data?.pages.flatMap(({ items }) => items);
  return (
    <Panel flush>
      <div className="border-b border-line p-3">
        <StateFilter
          of="gate"
          states={allStates}
          chosen={states}
          onChange={(next) => change({ state: next.join(',') })}
        />
      </div>
      {list.error === null ? null : <Problem error={list.error} retry={() => void list.refetch()} />}
      {gates === undefined && list.error === null ? <Loading lines={10} /> : null}
      {gates?.length === 0 ? (
        <Empty title={states.length > 0 ? 'No gate is like that' : 'No gates yet'}>
          {states.length > 0
            ? 'Take away a filter to see more.'
            : 'A gate runs when a patch is at the front of its lane: it decides whether the tree with it is good.'}
        </Empty>
      ) : null}
      {gates === undefined || gates.length === 0 ? null : (
        <Table label="Gates" className={classes(list.isPlaceholderData && 'opacity-60')}>
          <thead className="max-md:sr-only">
            <tr>
              <Th>State</Th>
              <Th>Gate</Th>
              <Th>Tests</Th>
              <Th>Cases</Th>
              <Th numeric>Coverage</Th>
              <Th numeric>Duration</Th>
              <Th numeric>Ended</Th>
            </tr>
          </thead>
          <tbody>
            {gates.map((gate) => (
              <GateRow key={gate.id} gate={gate} />
            ))}
          </tbody>
        </Table>
      )}
      <LoadMore list={list} />
    </Panel>
  );
}
