import { type Store, type Tables, UetError } from '@uet/core';
import type { Approval, PatchLedgerEntry, RunState, TestGate } from '@uet/schemas';
import type { NamedKind } from '@uet/schemas/api';

/** What a person may name by its id, or by the beginning of it. */
type Named = 'runs' | 'patch_ledger' | 'test_gates' | 'approvals' | 'workers' | 'api_tokens';

const words: Record<Named, { readonly noun: string; readonly hint: string }> = {
  runs: { noun: 'run', hint: '`uet runs list` shows the runs' },
  patch_ledger: { noun: 'patch', hint: '`uet patches list` shows the patches' },
  test_gates: { noun: 'gate', hint: '`uet runs show <run> --json` has the gates of a run' },
  approvals: { noun: 'approval', hint: '`uet approvals list` shows the approvals' },
  workers: { noun: 'worker', hint: '`uet workers list` shows the workers' },
  api_tokens: { noun: 'token', hint: '`uet token list` shows the tokens' },
};

/** The characters of a ULID; the shortest beginning that is taken spans about four minutes. */
const idStart = /^[0-9A-HJKMNP-TV-Z]{6,26}$/;

/**
 * The row of an id in any case, or of the beginning of one (6 characters or more) that no other row has.
 * Throws `bad_argument` for what cannot be an id or fits several, `not_found` where none has it.
 */
async function findByIdStart<T extends Named>(
  store: Store,
  table: T,
  given: string,
): Promise<Tables[T] & { readonly id: string }> {
  const { noun, hint } = words[table];
  const start = given.trim().toUpperCase();
  if (!idStart.test(start)) {
    throw new UetError('bad_argument', `${JSON.stringify(given)} is no id of a ${noun}`, {
      hint: `an id has 26 characters, its first 6 may do; ${hint}`,
      where: given,
    });
  }
  const exact = await store.find(table, start);
  // An id is greater than each of its beginnings: the next two rows tell whether there is one, and one only.
  const found =
    exact === null ? await store.list(table, {}, { after: start, order: 'asc', limit: 2 }) : [exact];
  const [first, second] = found.filter(({ id }) => id.startsWith(start));
  if (first === undefined)
    throw new UetError('not_found', `there is no ${noun} ${given}`, { hint, where: given });
  if (second !== undefined) {
    throw new UetError('bad_argument', `${given} is the beginning of several ${noun} ids`, {
      hint: `give more of it: ${first.id}, ${second.id} and maybe more begin so`,
      where: given,
    });
  }
  return first;
}

type Reading = { readonly store: Store };

/** The run of an id, or of the beginning of one; see {@link findByIdStart} for what is thrown. */
export const findRun = ({ store }: Reading, id: string): Promise<RunState> =>
  findByIdStart(store, 'runs', id);

/** The ledger entry of a patch by its id, or by the beginning of it. */
export const findPatch = ({ store }: Reading, id: string): Promise<PatchLedgerEntry> =>
  findByIdStart(store, 'patch_ledger', id);

/** The execution of a gate by its id, or by the beginning of it. */
export const findGate = ({ store }: Reading, id: string): Promise<TestGate> =>
  findByIdStart(store, 'test_gates', id);

/** An approval by its id, or by the beginning of it. */
export const findApproval = ({ store }: Reading, id: string): Promise<Approval> =>
  findByIdStart(store, 'approvals', id);

const tableOf: Record<NamedKind, Named> = {
  run: 'runs',
  patch: 'patch_ledger',
  gate: 'test_gates',
  approval: 'approvals',
  worker: 'workers',
  token: 'api_tokens',
};

/** The whole id of what is named by the beginning of it; see {@link findByIdStart} for what is thrown. */
export const findId = async ({ store }: Reading, kind: NamedKind, given: string): Promise<string> =>
  (await findByIdStart(store, tableOf[kind], given)).id;
