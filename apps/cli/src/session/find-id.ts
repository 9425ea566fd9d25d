import type { UetClient } from '@uet/client';
import type { NamedKind } from '@uet/schemas/api';

/** The whole id of what a person named by it or by its beginning. Throws `bad_argument` or `not_found`. */
export async function findId(api: UetClient, kind: NamedKind, start: string): Promise<string> {
  const { id } = await api.system.find_id.query({ kind, start });
  return id;
}

/** The whole id of a run where one is named, else null. */
export const findRunId = async (api: UetClient, start: string | undefined): Promise<string | null> =>
  start === undefined ? null : findId(api, 'run', start);
