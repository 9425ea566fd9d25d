'use client';

import { Button } from '@/ui/button';
import { useMedia } from '@/ui/use-media';
import { cardPx, RunCards } from './run-cards';
import type { RunListProps } from './run-list-props';
import { RunTable, rowPx } from './run-table';
import { useRunKeys } from './use-run-keys';
import { useRunWindow } from './use-run-window';

/** The runs: a table on wide windows, cards on narrow ones. */
export function RunList(props: Omit<RunListProps, 'current'>) {
  const narrow = useMedia('(max-width: 767px)');
  const shown = useRunWindow(props.runs, narrow ? cardPx : rowPx);
  const current = useRunKeys(props.runs.lines, props.selection, shown.scrollTo);
  const List = narrow ? RunCards : RunTable;
  // How wide the window is, is known only in a browser; what waits for the first answer is drawn before.
  if (props.runs.loading) {
    return (
      <>
        <div className="md:hidden">
          <RunCards {...props} current={null} window={shown} />
        </div>
        <div className="max-md:hidden">
          <RunTable {...props} current={null} window={shown} />
        </div>
      </>
    );
  }
  return (
    <>
      <List {...props} current={current} window={shown} />
      {props.runs.stuck ? (
        <div role="alert" className="flex items-center justify-center gap-3 p-4 text-bad">
          More runs could not be loaded.
          <Button onClick={props.runs.loadMore}>Try again</Button>
        </div>
      ) : null}
    </>
  );
}
