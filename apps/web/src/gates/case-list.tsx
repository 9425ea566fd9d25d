'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import type { CaseStatus } from '@uet/schemas';
import type { GateLine } from '@uet/schemas/api';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useOffsetTop } from '@/diff/use-offset-top';
import { Input } from '@/ui/field';
import { formatCount } from '@/ui/format';
import { Empty } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { useUrl } from '@/ui/use-url';
import { CaseFilter } from './case-filter';
import { CaseRowView } from './case-row';
import { caseRows, type GateCase, selectCases } from './cases';

interface CaseListProps {
  readonly gate: GateLine;
  readonly cases: readonly GateCase[];
}

const statusesOf = (value: string | null): CaseStatus[] =>
  (['failed', 'errored', 'skipped', 'passed'] as const).filter((each) => value?.split(',').includes(each));

const toggled = (keys: ReadonlySet<string>, key: string): ReadonlySet<string> => {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
};

/** All cases of a gate by suite: searched at once, and only what is in view is drawn. */
export function CaseList({ gate, cases }: CaseListProps) {
  const [params, change] = useUrl();
  const [search, setSearch] = useState(params.get('q') ?? '');
  const typed = useDeferredValue(search);
  const statuses = statusesOf(params.get('status'));
  const flakyOnly = params.get('flaky') === '1';
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const chosenStatuses = statuses.join(',');
  const selected = useMemo(
    () =>
      selectCases(cases, {
        search: typed,
        statuses: statusesOf(chosenStatuses),
        flakyOnly,
        folded: new Set(),
      }),
    [cases, typed, chosenStatuses, flakyOnly],
  );
  const rows = useMemo(() => caseRows(selected, folded), [selected, folded]);
  const box = useRef<HTMLUListElement>(null);
  const scrollMargin = useOffsetTop(box);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => 37,
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: 15,
    scrollMargin,
  });
  return (
    <Panel
      title="All cases"
      flush
      actions={
        <p role="status" className="text-muted">
          {formatCount(selected.length)} of {formatCount(cases.length)}
        </p>
      }
    >
      <div className="flex flex-wrap items-center gap-2 border-b border-line p-3">
        <Input
          type="search"
          aria-label="Search cases"
          placeholder="Search name, suite, file"
          className="max-w-72"
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            change({ q: event.target.value });
          }}
        />
        <CaseFilter
          cases={cases}
          statuses={statuses}
          flakyOnly={flakyOnly}
          onStatuses={(next) => change({ status: next.join(',') })}
          onFlakyOnly={(next) => change({ flaky: next ? '1' : null })}
        />
      </div>
      {rows.length === 0 ? <Empty title="No case is like that">Take away a filter to see more.</Empty> : null}
      <ul ref={box} className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className="absolute top-0 left-0 w-full"
              style={{ transform: `translateY(${start - scrollMargin}px)` }}
            >
              <CaseRowView
                gate={gate}
                row={row}
                open={row.kind === 'suite' ? !folded.has(row.key) : open.has(row.key)}
                onToggle={() =>
                  row.kind === 'suite' ? setFolded(toggled(folded, row.key)) : setOpen(toggled(open, row.key))
                }
              />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
