'use client';

import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useConnection } from '@/api/live-updates';

/** How long a connection may be away before the reader is told, in milliseconds: most come back at once. */
const patienceMs = 5_000;

/** Says that the page is not connected, over it and not in it, so that nothing moves. */
export function OfflineBanner() {
  const connected = useConnection() === 'live';
  const [away, setAway] = useState(false);
  useEffect(() => {
    if (connected) {
      setAway(false);
      return;
    }
    const timer = setTimeout(() => setAway(true), patienceMs);
    return () => clearTimeout(timer);
  }, [connected]);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-14 z-40 flex justify-center px-4">
      {away ? (
        <p className="pointer-events-auto flex items-center gap-2 rounded-lg border border-warning bg-warning-soft px-4 py-2 text-warning shadow-pop">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          Not connected: what you see may be old. It goes on by itself once the server answers.
        </p>
      ) : null}
    </div>
  );
}
