'use client';

import { useQuery } from '@tanstack/react-query';
import type { PatchLine } from '@uet/schemas/api';
import { useMemo } from 'react';
import { useApi } from '@/api/api';

/** What the task of a patch tells: the numbers of its attempts, and the patch of a later one. */
export function useTaskOf(patch: Pick<PatchLine, 'id' | 'task_id'> | undefined) {
  const api = useApi();
  const { data } = useQuery(
    api.tasks.get.queryOptions({ task_id: patch?.task_id ?? '' }, { enabled: patch !== undefined }),
  );
  const attempts = useMemo(
    () => new Map((data?.attempts ?? []).map(({ id, number }) => [id, number] as const)),
    [data],
  );
  const replacedBy =
    data?.patches.find(({ replaces }) => replaces !== null && replaces === patch?.id)?.id ?? null;
  return { attempts, replacedBy };
}
