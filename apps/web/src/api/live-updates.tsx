'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { ExecutionEvent } from '@uet/schemas';
import { usePathname } from 'next/navigation';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useApiClient } from './api';
import { type Connection, follow } from './follow-events';
import { openRefresher } from './refresher';

type Listener = (events: readonly ExecutionEvent[]) => void;

interface Live {
  readonly connection: Connection;
  listen(listener: Listener): () => void;
}

const LiveContext = createContext<Live>({ connection: 'connecting', listen: () => () => undefined });

const watchNetwork = (changed: () => void): (() => void) => {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
};

/** Whether changes reach this page. */
export function useConnection(): Connection {
  const { connection } = useContext(LiveContext);
  // A stream notices only after a while that the network is gone; the browser knows at once.
  const online = useSyncExternalStore(
    watchNetwork,
    () => navigator.onLine,
    () => true,
  );
  return online ? connection : 'offline';
}

/** Calls back with every batch of events. */
export function useEvents(listener: Listener): void {
  const { listen } = useContext(LiveContext);
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => listen((events) => latest.current(events)), [listen]);
}

/**
 * Follows the event log and refreshes what it concerns. A stream that broke off goes on where it was, so that nothing
 * is missed.
 */
export function LiveUpdates({ children }: { readonly children: ReactNode }) {
  const client = useApiClient();
  const queries = useQueryClient();
  const signedOut = usePathname() === '/sign-in';
  const [connection, setConnection] = useState<Connection>('connecting');
  const listeners = useRef(new Set<Listener>());

  useEffect(() => {
    if (signedOut) return;
    const refresher = openRefresher(queries);
    const stop = follow(client, {
      onEvents: (events) => {
        for (const listener of listeners.current) listener(events);
        refresher.add(events);
      },
      onConnection: setConnection,
    });
    return () => {
      stop();
      refresher.stop();
    };
  }, [client, queries, signedOut]);

  const [live] = useState(() => (listener: Listener) => {
    listeners.current.add(listener);
    return () => void listeners.current.delete(listener);
  });
  return <LiveContext value={{ connection, listen: live }}>{children}</LiveContext>;
}
