'use client';

import type { TaskStateName } from '@uet/schemas';
import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { taskStates } from '@/run/state-counts';
import { type TaskSelection, type TaskSort, taskSorts } from './select-tasks';

/** Which tasks the table shows, as the address says it: `?q=…&state=failed,running&sort=-cost`. */
export function useTaskSelection(): TaskSelection {
  const params = useSearchParams();
  const [search, state, order] = [params.get('q') ?? '', params.get('state') ?? '', params.get('sort') ?? ''];
  return useMemo(() => {
    const sort = taskSorts.find((each) => each === order.replace(/^-/, '')) ?? 'order';
    const states = state
      .split(',')
      .filter((each): each is TaskStateName => taskStates.some((s) => s === each));
    return { search, states, sort, descending: order.startsWith('-') };
  }, [search, state, order]);
}

/** The `sort` of the address after a column was pressed: up, down, and back to the order of the template. */
export function nextSort({ sort, descending }: TaskSelection, column: TaskSort): string | null {
  if (sort !== column) return column;
  return descending ? null : `-${column}`;
}
