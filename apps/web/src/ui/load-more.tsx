'use client';

import { useEffect, useRef } from 'react';
import { Button } from './button';

interface LoadMoreProps {
  /** Whether there is more. */
  readonly more: boolean;
  readonly loading: boolean;
  readonly onLoad: () => void;
}

/** The end of a list that goes on: the next page is fetched when it comes near, or with the button. */
export function LoadMore({ more, loading, onLoad }: LoadMoreProps) {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(onLoad);
  latest.current = onLoad;
  useEffect(() => {
    const element = end.current;
    if (element === null || !more || loading) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) latest.current();
      },
      { rootMargin: '400px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [more, loading]);
  if (!more) return null;
  return (
    <div ref={end} className="flex justify-center p-3">
      <Button look="quiet" busy={loading} onClick={onLoad}>
        Show more
      </Button>
    </div>
  );
}
