'use client';

import type { RunLine } from '@uet/schemas/api';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type MouseEvent, memo, type ReactNode, type Ref } from 'react';
import { classes } from '@/ui/classes';
import { formatMoney, repositoryName } from '@/ui/format';
import { Link } from '@/ui/link';
import { Age } from '@/ui/time';
import { useGo } from '@/ui/use-go';
import { RunDuration, RunPatches, RunProgress, RunStateCell } from './run-cells';
import type { RunFilters, RunSort } from './run-filters';
import type { RunListProps } from './run-list-props';
import type { RunWindow } from './use-run-window';

interface Column {
  readonly title: string;
  readonly width: string;
  readonly sort?: RunSort;
  readonly numeric?: boolean;
}

const columns: readonly Column[] = [
  { title: 'State', width: 'w-36' },
  { title: 'Template', width: '' },
  { title: 'Repository', width: 'w-[11%] min-[1800px]:w-[16%]' },
  { title: 'Branch', width: 'w-[12%] min-[1800px]:w-[16%]' },
  { title: 'Progress', width: 'w-40 min-[1800px]:w-56', sort: 'tasks_total' },
  { title: 'Patches', width: 'w-28 min-[1800px]:w-36' },
  { title: 'Cost', width: 'w-18', sort: 'cost_usd', numeric: true },
  { title: 'Started', width: 'w-28', sort: 'created_at' },
  { title: 'Duration', width: 'w-26', sort: 'duration_ms', numeric: true },
];

/** The height of a row, in pixels: all are alike, so that nothing moves when rows are drawn. */
export const rowPx = 40;

interface RunTableProps extends RunListProps {
  readonly window: RunWindow;
}

/** The runs as a table, for wide windows. */
export function RunTable({ runs, filters, onSort, selection, current, window: shown }: RunTableProps) {
  const all = runs.lines.length > 0 && runs.lines.every(({ id }) => selection.ids.has(id));
  return (
    // On wide windows nothing scrolls sideways, and the head of the table can stay in view.
    <div className="overflow-x-auto [overflow-anchor:none] xl:overflow-visible">
      <table
        aria-label="Runs"
        aria-rowcount={runs.hasMore ? -1 : runs.lines.length + 1}
        aria-busy={runs.loading || runs.stale}
        className="w-full min-w-[72rem] table-fixed border-separate border-spacing-0 text-left"
      >
        <thead className="z-10 xl:sticky xl:top-12">
          <tr aria-rowindex={1}>
            <th scope="col" className={classes(headClasses, 'w-11 rounded-tl-lg pl-4')}>
              <input
                type="checkbox"
                aria-label="Select all loaded runs"
                className="block accent-(--accent)"
                checked={all}
                ref={(box) => {
                  if (box !== null) box.indeterminate = !all && selection.ids.size > 0;
                }}
                onChange={({ target }) => selection.setAll(target.checked)}
              />
            </th>
            {columns.map((column) => (
              <Head key={column.title} column={column} filters={filters} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody
          ref={shown.body as Ref<HTMLTableSectionElement>}
          className={classes(runs.stale && 'opacity-60')}
        >
          <Gap heightPx={shown.abovePx} />
          {shown.items.map(({ index, run }) => (
            <RunRow
              key={run.id}
              run={run}
              index={index}
              selected={selection.ids.has(run.id)}
              current={run.id === current}
              onToggle={selection.toggle}
            />
          ))}
          <Gap heightPx={shown.belowPx} />
          {runs.loading || (runs.hasMore && !runs.stuck) ? <Skeletons count={runs.loading ? 20 : 3} /> : null}
        </tbody>
      </table>
    </div>
  );
}

const headClasses = 'h-9 border-b border-line bg-panel px-2.5 text-[13px] font-medium text-muted';

function Head({
  column: { title, width, sort, numeric },
  filters,
  onSort,
}: {
  readonly column: Column;
  readonly filters: RunFilters;
  readonly onSort: (sort: RunSort) => void;
}) {
  const className = classes(headClasses, width, numeric && 'text-right', 'last:rounded-tr-lg last:pr-4');
  if (sort === undefined) {
    return (
      <th scope="col" className={className}>
        {title}
      </th>
    );
  }
  const sorted = filters.sort === sort;
  const Arrow = filters.order === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted ? (filters.order === 'asc' ? 'ascending' : 'descending') : 'none'}
      className={className}
    >
      <button
        type="button"
        onClick={() => onSort(sort)}
        className={classes(
          'flex items-center gap-1 rounded hover:text-text',
          numeric && 'ml-auto flex-row-reverse',
          sorted && 'text-text',
        )}
      >
        {title}
        <Arrow aria-hidden className={classes('size-3.5', sorted ? '' : 'invisible')} />
      </button>
    </th>
  );
}

const Gap = ({ heightPx }: { readonly heightPx: number }) =>
  heightPx <= 0 ? null : (
    <tr aria-hidden>
      <td colSpan={columns.length + 1} style={{ height: heightPx, padding: 0 }} />
    </tr>
  );

const Skeletons = ({ count }: { readonly count: number }): ReactNode =>
  Array.from({ length: count }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike.
    <tr key={index} aria-hidden style={{ height: rowPx }}>
      <td colSpan={columns.length + 1} className="px-4">
        <div className="h-3.5 rounded bg-sunken motion-safe:animate-pulse" />
      </td>
    </tr>
  ));

interface RunRowProps {
  readonly run: RunLine;
  readonly index: number;
  readonly selected: boolean;
  readonly current: boolean;
  readonly onToggle: (id: string, through?: boolean) => void;
}

const cell = 'truncate border-b border-line px-2.5 last:pr-4';

const RunRow = memo(function RunRow({ run, index, selected, current, onToggle }: RunRowProps) {
  const go = useGo();
  const open = (event: MouseEvent<HTMLElement>): void => {
    const inner = (event.target as Element).closest('a, button, input, label');
    if (inner !== null || (window.getSelection()?.toString() ?? '') !== '') return;
    if (event.metaKey || event.ctrlKey) window.open(`/runs/${run.id}`, '_blank', 'noopener');
    else go(`/runs/${run.id}`);
  };
  return (
    <tr
      aria-rowindex={index + 2}
      onClick={open}
      style={{ height: rowPx }}
      className={classes(
        'cursor-pointer hover:bg-sunken',
        selected && 'bg-accent-soft',
        current && 'shadow-[inset_3px_0_0_var(--accent)]',
      )}
    >
      <td className={classes(cell, 'pl-4')}>
        <input
          type="checkbox"
          aria-label={`Select run ${run.id}`}
          className="block accent-(--accent)"
          checked={selected}
          onChange={() => undefined}
          onClick={({ shiftKey }) => onToggle(run.id, shiftKey)}
        />
      </td>
      <td className={cell}>
        <RunStateCell run={run} />
      </td>
      <th scope="row" className={classes(cell, 'font-normal')}>
        <Link
          href={`/runs/${run.id}`}
          prefetch={false}
          data-run={run.id}
          title={`${run.template_name} ${run.template_version}, run ${run.id}`}
          className="font-medium -outline-offset-2 hover:underline"
        >
          {run.template_name}
        </Link>{' '}
        <span className="text-[13px] text-muted">{run.template_version}</span>
      </th>
      <td className={cell} title={run.repository}>
        {repositoryName(run.repository)}
      </td>
      <td className={cell} title={run.target_branch}>
        <code className="text-[13px]">{run.target_branch}</code>
      </td>
      <td className={cell}>
        <RunProgress run={run} />
      </td>
      <td className={cell}>
        <RunPatches run={run} />
      </td>
      <td className={classes(cell, 'text-right')}>{formatMoney(run.cost_usd)}</td>
      <td className={cell}>
        <Age at={run.started_at ?? run.created_at} />
      </td>
      <td className={classes(cell, 'text-right')}>
        <RunDuration run={run} />
      </td>
    </tr>
  );
});
