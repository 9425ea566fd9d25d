'use client';

import { useCallback, useRef, useState } from 'react';

/** Which runs are selected. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Selects a run or not; with `through`, all between it and the one that was chosen last, too. */
  readonly toggle: (id: string, through?: boolean) => void;
  readonly setAll: (all: boolean) => void;
  readonly clear: () => void;
}

const none: ReadonlySet<string> = new Set();

/** Keeps which runs of a list are selected. */
export function useSelection(order: ReadonlyArray<{ readonly id: string }>): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(none);
  const latest = useRef({ order, last: null as string | null });
  latest.current.order = order;
  const toggle = useCallback((id: string, through = false) => {
    const { order: lines, last } = latest.current;
    latest.current.last = id;
    setIds((now) => {
      const next = new Set(now);
      const [from, to] = [last, id].map((each) => lines.findIndex((line) => line.id === each));
      if (through && from !== undefined && to !== undefined && from >= 0 && to >= 0) {
        for (const line of lines.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(line.id);
      } else if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const clear = useCallback(() => setIds(none), []);
  const setAll = useCallback((all: boolean) => {
    setIds(all ? new Set(latest.current.order.map(({ id }) => id)) : none);
  }, []);
  return { ids, toggle, setAll, clear };
}
