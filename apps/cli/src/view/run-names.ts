import type { UetClient } from '@uet/client';
import { readPages } from '../session/read-pages.js';
import type { Names } from './event-line.js';

/** Reads the names of what a run is made of; gates, which come while it runs, are read when they are asked for. */
export async function namesOfRun(
  api: UetClient,
  runId: string,
): Promise<Names & { refresh(): Promise<void> }> {
  const ofRun = { run_id: runId };
  const [{ phases, workstreams }, tasks] = await Promise.all([
    api.runs.get.query(ofRun),
    readPages((page) => api.tasks.list.query({ ...ofRun, ...page })),
  ]);
  const names = new Map([...phases, ...workstreams, ...tasks].map(({ id, key }) => [id, key]));
  const refresh = async (): Promise<void> => {
    for (const { id, name } of await readPages((page) => api.gates.list.query({ ...ofRun, ...page })))
      names.set(id, name);
  };
  await refresh();
  return { of: (id) => names.get(id) ?? id, refresh };
}
