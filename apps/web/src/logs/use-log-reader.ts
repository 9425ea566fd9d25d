'use client';

import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useApiClient } from '@/api/api';
import { createLogReader, type LogReader, type LogView } from './log-reader';

/** Which log: of an attempt or of a gate. */
export interface LogSubject {
  readonly subjectId: string;
  readonly stream: 'stdout' | 'stderr';
}

/** Reads a log; begins at this offset, or at its end. */
export function useLogReader(
  { subjectId, stream }: LogSubject,
  startAt: { readonly offset: number; readonly line: number | null } | null,
): readonly [LogReader, LogView] {
  const client = useApiClient();
  const reader = useMemo(
    () =>
      createLogReader({
        read: (offset, limit) => client.tasks.log.query({ subject_id: subjectId, stream, offset, limit }),
        follow: (offset, onPiece) => {
          const following = client.tasks.follow_log.subscribe(
            { subject_id: subjectId, stream, offset },
            { onData: ({ data }) => onPiece(data) },
          );
          return () => following.unsubscribe();
        },
      }),
    [client, subjectId, stream],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: where to begin counts once for each log.
  useEffect(() => {
    if (startAt === null) void reader.jumpToEnd();
    else void reader.jumpTo(startAt.offset, startAt.line ?? undefined);
    return () => reader.close();
  }, [reader]);
  return [reader, useSyncExternalStore(reader.subscribe, reader.view, reader.view)];
}
