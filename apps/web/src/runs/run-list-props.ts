import type { RunFilters, RunSort } from './run-filters';
import type { Runs } from './use-runs';
import type { Selection } from './use-selection';

/** What a list of runs is drawn from. */
export interface RunListProps {
  readonly runs: Runs;
  readonly filters: RunFilters;
  readonly onSort: (sort: RunSort) => void;
  readonly selection: Selection;
  /** The id of the run that keys act on; null for none. */
  readonly current: string | null;
}
