'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '@/api/api';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { Empty, Loading, Problem } from '@/ui/notices';
import { PageHead, Panel } from '@/ui/panel';
import { StateIcon } from '@/ui/state-badge';
import { useUrl } from '@/ui/use-url';
import { groupWorkers } from './worker-groups';
import { WorkerTable } from './worker-table';

/** The workers by process: what they do, how they did, and what can be asked of them. */
export function WorkersPage() {
  const api = useApi();
  const [query, change] = useUrl();
  const ended = query.get('ended') === '1';
  const { data, error, refetch } = useQuery(
    api.workers.list.queryOptions({ ended }, { placeholderData: keepPreviousData }),
  );
  const workers = data?.items ?? [];
  return (
    <>
      <PageHead
        title="Workers"
        about={
          data === undefined ? 'Who does the tasks.' : <Counts states={workers.map(({ state }) => state)} />
        }
        actions={
          <Button aria-pressed={ended} onClick={() => change({ ended: ended ? null : '1' })}>
            {ended ? 'Hide ended' : 'Show ended'}
          </Button>
        }
      />
      <Panel flush>
        {data === undefined ? (
          error === null ? (
            <Loading />
          ) : (
            <Problem error={error} retry={() => void refetch()} />
          )
        ) : workers.length === 0 ? (
          <NoWorkers />
        ) : (
          <WorkerTable groups={groupWorkers(workers)} />
        )}
      </Panel>
    </>
  );
}

const countedStates = ['idle', 'busy', 'paused', 'crashed', 'stopped'] as const;

function Counts({ states }: { readonly states: readonly string[] }) {
  const counts = countedStates
    .map((state) => ({ state, count: states.filter((each) => each === state).length }))
    .filter(({ count }) => count > 0);
  if (counts.length === 0) return 'No worker is running.';
  return (
    <span className="flex flex-wrap gap-x-4">
      {counts.map(({ state, count }) => (
        <span key={state} className="inline-flex items-center gap-1.5">
          <StateIcon of="worker" state={state} />
          {count} {state}
        </span>
      ))}
    </span>
  );
}

const commands = [
  { command: 'uet up', about: 'server, dashboard and workers on this machine' },
  { command: 'uet worker', about: 'workers on any machine that reaches the database' },
] as const;

const NoWorkers = () => (
  <Empty title="No worker is running">
    <p>Runs wait until one is. Start some with</p>
    <ul className="mt-3 inline-flex flex-col gap-2 text-left">
      {commands.map(({ command, about }) => (
        <li key={command} className="flex flex-wrap items-center gap-x-2">
          <code className="rounded bg-sunken px-2 py-1 font-mono text-[13px] text-text">{command}</code>
          <CopyButton text={command} label={`Copy ${command}`} />
          <span>{about}</span>
        </li>
      ))}
    </ul>
  </Empty>
);
