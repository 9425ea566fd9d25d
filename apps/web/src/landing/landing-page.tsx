'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { LaneView } from '@uet/schemas/api';
import { useApi } from '@/api/api';
import { Empty, Loading, Problem } from '@/ui/notices';
import { PageHead, Panel } from '@/ui/panel';
import { FreeLanes } from './free-lanes';
import { LanePanel } from './lane-panel';

const isBusy = ({ entries, waiting }: LaneView): boolean => entries.length > 0 || waiting > 0;

/** The lanes: what lands where, in which order, and why the rest waits. */
export function LandingPage() {
  const api = useApi();
  const { data, error, refetch } = useQuery(
    api.landing.lanes.queryOptions({}, { placeholderData: keepPreviousData }),
  );
  const busy = data?.items.filter(isBusy);
  return (
    <>
      <PageHead
        title="Landing"
        about="Each lane moves one branch, and only ever to a tree that passed its gates."
      />
      {error === null ? null : (
        <Panel>
          <Problem error={error} retry={() => void refetch()} />
        </Panel>
      )}
      {data === undefined && error === null ? (
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <Panel>
            <Loading lines={8} />
          </Panel>
          <Panel className="max-xl:hidden">
            <Loading lines={8} />
          </Panel>
        </div>
      ) : null}
      {data?.items.length === 0 ? (
        <Panel>
          <Empty title="No lanes yet">
            A lane belongs to one branch of one repository. Patches that passed the policy wait in it; the one
            at the front is put on the tip of the branch and tested there, and the branch moves to exactly the
            tree that passed. A lane appears with the first patch.
          </Empty>
        </Panel>
      ) : null}
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {busy?.map((lane) => (
          <LanePanel key={lane.lane} lane={lane} />
        ))}
      </div>
      <FreeLanes lanes={data?.items.filter((lane) => !isBusy(lane)) ?? []} />
    </>
  );
}
