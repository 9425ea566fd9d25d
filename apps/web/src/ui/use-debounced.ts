'use client';

import { useEffect, useState } from 'react';

/** A value once it has stood still for a while: what is being typed is not asked for letter by letter. */
export function useDebounced<T>(value: T, waitMs = 200): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), waitMs);
    return () => clearTimeout(timer);
  }, [value, waitMs]);
  return settled;
}
