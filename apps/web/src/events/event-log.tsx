'use client';

import { ArrowUp, Terminal } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '@/ui/button';
import { classes } from '@/ui/classes';
import { CopyButton } from '@/ui/copy-button';
import { formatCount } from '@/ui/format';
import { LoadMore } from '@/ui/load-more';
import { Empty, Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { useUrl } from '@/ui/use-url';
import { isFiltered, readFilter } from './event-filter';
import { EventFilters } from './event-filters';
import { EventRow } from './event-row';
import { useEventLog } from './use-event-log';

/** The event log, or the part of it that is about one run: the newest first, filtered by the address. */
export function EventLog({ runId }: { readonly runId: string | null }) {
  const [params, change] = useUrl();
  const query = params.toString();
  const filter = useMemo(() => readFilter(new URLSearchParams(query)), [query]);
  const { list, events, newCount, mostNew, showNew } = useEventLog(filter, runId);
  const command = runId === null ? 'uet events --follow' : `uet events --run ${runId}`;
  return (
    <Panel flush>
      <EventFilters filter={filter} onChange={change} />
      <div className="flex min-h-11 flex-wrap items-center gap-2 border-b border-line px-4 py-1.5 text-[13px] text-muted">
        <Terminal aria-hidden className="size-4" />
        <code className="font-mono break-all">{command}</code>
        <CopyButton text={command} label="Copy the command" />
        <span role="status" className="ml-auto">
          {newCount === 0 ? null : (
            <Button look="primary" compact onClick={showNew}>
              <ArrowUp aria-hidden className="size-3.5" />
              {newCount > mostNew ? `More than ${formatCount(mostNew)}` : formatCount(newCount)} new
            </Button>
          )}
        </span>
      </div>
      {list.error === null ? null : <Problem error={list.error} retry={() => void list.refetch()} />}
      {events === undefined && list.error === null ? <Loading lines={14} /> : null}
      {events?.length === 0 ? (
        <Empty title={isFiltered(filter) ? 'No event is like that' : 'No events yet'}>
          {isFiltered(filter)
            ? 'Take away a filter to see more.'
            : 'Everything that happens is written here, with who or what caused it: every change of a state, every act of a person.'}
        </Empty>
      ) : null}
      {events === undefined ? null : (
        <ol aria-label="Events" className={classes(list.isPlaceholderData && 'opacity-60')}>
          {events.map((event) => (
            <EventRow key={event.cursor} event={event} onAbout={() => change({ id: event.entity_id })} />
          ))}
        </ol>
      )}
      <LoadMore list={list} />
    </Panel>
  );
}
