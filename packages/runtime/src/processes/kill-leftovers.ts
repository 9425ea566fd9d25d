import { hasProc, type ProcessRow, readProcessTable, startTolerance } from './process-table.js';
import { killUntilNone, readMarked, type TreeView, viewOf, withKin } from './process-tree.js';

/** What is known of the first process of a tree, for systems that do not show environments. */
export interface KnownRoot {
  readonly pid: number;
  /** When it was started, ISO 8601. */
  readonly startedAt: string;
}

/** Those that carry the marker, with their kin. */
async function lookForMarked(marker: string): Promise<TreeView> {
  const { table, marked } = await readMarked(marker, 0);
  const others = table.filter((row) => !row.zombie && row.pid !== process.pid);
  const found = others.filter(({ pid }) => marked.has(pid));
  return viewOf(table, withKin(new Map(found.map((row) => [row.pid, row])), others));
}

/** The group of a root that still runs and was started at the known time; none where its pid was recycled. */
export function groupOf(table: readonly ProcessRow[], root: KnownRoot): ProcessRow[] {
  const leader = table.find((row) => row.pid === root.pid);
  if (leader === undefined) return [];
  const difference = Math.abs(leader.startedAt - Date.parse(root.startedAt) / 1000);
  if (difference > startTolerance) return [];
  return table.filter((row) => row.groupId === root.pid && !row.zombie);
}

/**
 * Kills what an attempt of a dead worker left running, and returns the pids. On Linux by the marker in the
 * environment, which no other process has; elsewhere only the group of the known root, while the root lives.
 */
export async function killLeftovers(marker: string, root?: KnownRoot): Promise<number[]> {
  const look = async (): Promise<TreeView> => {
    if (hasProc) return lookForMarked(marker);
    const table = await readProcessTable();
    return viewOf(table, root === undefined ? [] : groupOf(table, root));
  };
  return killUntilNone(look, { settled: () => true });
}
