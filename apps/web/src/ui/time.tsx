'use client';

import { useSyncExternalStore } from 'react';
import { formatAge, formatExact } from './format';
import { Hint } from './hint';

const subscribe = (changed: () => void): (() => void) => {
  const timer = setInterval(changed, 10_000);
  return () => clearInterval(timer);
};

/** The present minute-ish instant: pages that show ages are drawn anew every 10 seconds. */
export function useNow(): number | null {
  const now = useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / 10_000),
    () => null,
  );
  return now === null ? null : now * 10_000;
}

/** How long ago something was; the exact time, in the reader's zone, on hover. */
export function Age({ at }: { readonly at: string | null }) {
  const now = useNow();
  if (at === null) return <span className="text-faint">–</span>;
  return (
    <Hint text={now === null ? at : formatExact(at)}>
      <time dateTime={at} className="whitespace-nowrap">
        {now === null
          ? at.slice(0, 16).replace('T', ' ')
          : formatAge(Math.max(now, Date.parse(at)) - Date.parse(at))}
      </time>
    </Hint>
  );
}
