/** The clock of a running program. */
export interface Deadlines {
  /** The program printed something. */
  readonly printed: () => void;
  readonly clear: () => void;
}

/** Which time ran out: the whole one, or the one without output. */
export type TimeoutKind = 'wall' | 'idle';

/** The longest time that a timer takes; a longer one would fire at once. */
const longestMs = 2 ** 31 - 1;

/** Starts both clocks, in milliseconds, 0 for none. `onTimeout` is called once, with the first that runs out. */
export function startDeadlines(
  wallMs: number,
  idleMs: number,
  onTimeout: (kind: TimeoutKind) => void,
): Deadlines {
  let over = false;
  const clear = (): void => {
    over = true;
    clearTimeout(wall);
    clearTimeout(idle);
  };
  const start = (kind: TimeoutKind, ms: number): NodeJS.Timeout | undefined => {
    if (ms <= 0) return undefined;
    return setTimeout(
      () => {
        clear();
        onTimeout(kind);
      },
      Math.min(ms, longestMs),
    );
  };
  const wall = start('wall', wallMs);
  const idle = start('idle', idleMs);
  const printed = (): void => {
    // Refreshing a cleared timer would start it again.
    if (!over) idle?.refresh();
  };
  return { printed, clear };
}
