'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, ScrollText } from 'lucide-react';
import { useMemo } from 'react';
import { useApi } from '@/api/api';
import { useEvents } from '@/api/live-updates';
import { buttonClasses } from '@/ui/button';
import { Link } from '@/ui/link';
import { Empty, Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { StateBadge } from '@/ui/state-badge';
import { CaseList } from './case-list';
import { isBad } from './cases';
import { Failures } from './failures';
import { GateFacts } from './gate-facts';
import { GateMarks } from './gate-summary';

/** The page of a gate, below the head of its run: what failed first. */
export function GatePage({ runId, gateId }: { readonly runId: string; readonly gateId: string }) {
  const api = useApi();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(api.gates.get.queryOptions({ gate_id: gateId }));
  useEvents((events) => {
    if (!events.some(({ entity_id: id }) => id === gateId)) return;
    void queries.invalidateQueries(api.gates.get.queryFilter({ gate_id: gateId }));
  });
  const cases = data?.execution?.cases;
  const bad = useMemo(() => cases?.filter(isBad) ?? [], [cases]);
  if (error !== null) {
    return (
      <Panel>
        <Problem error={error} retry={() => void refetch()} />
      </Panel>
    );
  }
  if (data === undefined) {
    return (
      <Panel>
        <Loading lines={12} />
      </Panel>
    );
  }
  const { gate } = data;
  const ended = gate.ended_at !== null;
  return (
    <>
      <Link
        href={`/runs/${runId}/gates`}
        className="inline-flex items-center gap-1.5 self-start rounded text-accent hover:underline"
      >
        <ArrowLeft aria-hidden className="size-4" />
        All gates of this run
      </Link>
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-col gap-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h2 className="text-lg font-semibold tracking-tight">{gate.name}</h2>
            <span className="text-muted">{gate.type.replaceAll('_', ' ')}</span>
            <StateBadge of="gate" state={gate.state} reason={gate.reason} />
            <GateMarks gate={gate} />
          </div>
          {gate.reason === null ? null : <p className="break-words text-muted">{gate.reason}</p>}
        </div>
        <Link href={`/runs/${runId}/logs?subject=${gate.cached_from ?? gate.id}`} className={buttonClasses()}>
          <ScrollText aria-hidden className="size-4" />
          Log
        </Link>
      </header>
      <GateFacts page={data} />
      <Failures gate={gate} cases={bad} />
      {cases === undefined || cases.length === 0 ? (
        <Panel>
          <Empty title={ended ? 'There is no report' : 'The report comes when the gate has ended'}>
            {ended
              ? 'Without a report that can be read there is no verdict. The log tells what the command did.'
              : 'Until then, the log shows what the command writes.'}
          </Empty>
        </Panel>
      ) : (
        <CaseList gate={gate} cases={cases} />
      )}
    </>
  );
}
