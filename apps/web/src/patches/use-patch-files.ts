'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { FileDiff } from '@uet/schemas/api';
import { useCallback, useMemo, useState } from 'react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import type { LargeState } from '@/diff/diff-context';
import { filesInOrder, fileTree } from '@/diff/file-tree';

/** As many lines of one file as the API gives. */
const mostLines = 200_000;

/** The files of a patch in the order of their tree; large ones come when they are asked for. */
export function usePatchFiles(patchId: string) {
  const api = useApi();
  const queries = useQueryClient();
  // A patch never changes.
  const query = useQuery(
    api.patches.diff.queryOptions({ patch_id: patchId }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  const [states, setStates] = useState<ReadonlyMap<string, LargeState>>(new Map());
  const [loaded, setLoaded] = useState<ReadonlyMap<string, FileDiff>>(new Map());

  const load = useCallback(
    async (path: string): Promise<void> => {
      const tell = (state: LargeState): void => setStates((all) => new Map(all).set(path, state));
      tell('loading');
      try {
        const { files } = await queries.fetchQuery(
          api.patches.diff.queryOptions(
            { patch_id: patchId, path, max_lines: mostLines },
            { staleTime: Number.POSITIVE_INFINITY },
          ),
        );
        const file = files.find((each) => each.path === path);
        if (file === undefined || file.too_large) tell('too_large');
        else setLoaded((all) => new Map(all).set(path, file));
      } catch (error) {
        tell({ problem: errorWords(error) });
      }
    },
    [api, queries, patchId],
  );

  const listed = query.data?.files;
  const tree = useMemo(
    () => (listed === undefined ? undefined : fileTree(listed.map((file) => loaded.get(file.path) ?? file))),
    [listed, loaded],
  );
  const files = useMemo(() => (tree === undefined ? undefined : filesInOrder(tree)), [tree]);
  return { query, tree, files, moreFiles: query.data?.more_files ?? 0, states, load };
}
