'use client';

import { useEffect, useRef } from 'react';
import { Button } from './button';

interface LoadMoreProps {
  /** The answer of `useInfiniteQuery`. */
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
}

/** The end of a list that goes on: the next page is fetched when it comes near, or with the button. */
export function LoadMore({ list }: LoadMoreProps) {
  const { hasNextPage: more, isFetchingNextPage: loading, fetchNextPage } = list;
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = end.current;
    if (element === null || !more || loading) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchNextPage();
      },
      { rootMargin: '400px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [more, loading, fetchNextPage]);
  if (!more) return null;
  return (
    <div ref={end} className="flex justify-center p-3">
      <Button look="quiet" busy={loading} onClick={() => void fetchNextPage()}>
        Show more
      </Button>
    </div>
  );
}
