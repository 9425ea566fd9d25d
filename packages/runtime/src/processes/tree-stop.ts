import { endTree, killTree, type TreeRoot } from './process-tree.js';

/** Ends a tree gently or at once, and knows until when its processes may take their time. */
export interface TreeStop {
  /** SIGTERM, and SIGKILL after the grace. */
  readonly gently: () => void;
  readonly now: () => void;
  /** Sends no signal any more: the root has been waited for. */
  readonly rootEnded: () => void;
  /** Null before a stop was asked for; else a time of `performance.now()`. */
  readonly patientUntil: () => number | null;
}

/** Prepares to end a tree; does nothing yet. */
export function createTreeStop(root: TreeRoot, graceMs: number): TreeStop {
  let patientUntil: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  const send = (to: (root: TreeRoot) => Promise<void>): void => {
    // Once the root has been waited for, its group may be called by the pid of another process.
    // The group has its signal even where the process table cannot be read; the grace takes care of the rest.
    if (!over) to(root).catch(() => undefined);
  };
  const now = (): void => {
    patientUntil = 0;
    send(killTree);
  };
  const gently = (): void => {
    if (patientUntil !== null) return;
    patientUntil = performance.now() + graceMs;
    timer = setTimeout(now, graceMs);
    send(endTree);
  };
  const rootEnded = (): void => {
    over = true;
    clearTimeout(timer);
  };
  return { now, gently, rootEnded, patientUntil: () => patientUntil };
}
