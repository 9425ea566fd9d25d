'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useApi } from '@/api/api';
import { useEvents } from '@/api/live-updates';

/** How often sums over everything are made anew while runs spend, in milliseconds. */
const refreshMs = 10_000;

/** Keeps costs of all runs up to date: they change where attempts end and patches land. */
export function useLiveCosts(): void {
  const api = useApi();
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEvents((events) => {
    if (!events.some(({ entity_type, to_state }) => entity_type === 'attempt' || to_state === 'committed'))
      return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries(api.costs.pathFilter());
    }, refreshMs);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
}
