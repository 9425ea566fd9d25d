'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useApi } from '@/api/api';
import { Button } from '@/ui/button';
import { Empty, Loading, Problem } from '@/ui/notices';
import { PageHead, Panel } from '@/ui/panel';
import { useUrl } from '@/ui/use-url';
import { mergeProbed } from './merge-probed';
import { ToolPanel } from './tool-panel';
import { ToolTable } from './tool-table';

/** The tools of the catalogue: whether they are there, how they did, and whether they are called. */
export function ToolsPage() {
  const api = useApi();
  const [query, change] = useUrl();
  const probe = query.get('probe') === '1';
  const toolId = query.get('tool');
  const list = useQuery(api.tools.list.queryOptions({}, { placeholderData: keepPreviousData }));
  // Programs are started for it: only where asked for, and beside the list, which must not wait.
  const probed = useQuery(
    api.tools.list.queryOptions({ probe: true }, { enabled: probe, staleTime: 300_000 }),
  );
  const look = (): void => (probe ? void probed.refetch() : change({ probe: '1' }));
  const tools = mergeProbed(list.data?.items, probed.data?.items);
  return (
    <>
      <PageHead
        title="Tools"
        about="What can do tasks, with what it did in the last 30 days. A breaker stops calling what keeps failing."
        actions={
          <Button busy={probed.isFetching} onClick={look}>
            <Search aria-hidden className="size-4" />
            {probed.isFetching ? 'Looking…' : 'Look what is installed'}
          </Button>
        }
      />
      {probed.error === null ? null : (
        <Panel>
          <Problem error={probed.error} retry={() => void probed.refetch()} />
        </Panel>
      )}
      <Panel flush>
        {tools === undefined ? (
          list.error === null ? (
            <Loading lines={8} />
          ) : (
            <Problem error={list.error} retry={() => void list.refetch()} />
          )
        ) : tools.length === 0 ? (
          <Empty title="The catalogue has no tools">Tools are described in a catalogue file.</Empty>
        ) : (
          <ToolTable tools={tools} onOpen={(id) => change({ tool: id })} />
        )}
      </Panel>
      {toolId === null ? null : (
        <ToolPanel
          toolId={toolId}
          line={tools?.find(({ tool_id }) => tool_id === toolId) ?? null}
          onClose={() => change({ tool: null })}
        />
      )}
    </>
  );
}
