import { UetError } from '@uet/core';
import { findServer, readConfig } from '@uet/runtime';
import type { Surroundings } from '../surroundings.js';

/** A server that commands are sent to. */
export interface FoundServer {
  readonly url: string;
  /** Undefined where `UET_TOKEN` is not set. */
  readonly token: string | undefined;
  /** True for the one that `UET_URL` names: its files are not the ones here. */
  readonly isRemote: boolean;
}

/** A process that lives, but does not answer within this time, counts as none. */
const answersWithinMs = 5_000;

/**
 * The server that a command goes to: the one that `UET_URL` names, else the one that runs here with this state
 * folder; null where there is none. Throws `bad_config`.
 */
export async function findApi({ env }: Pick<Surroundings, 'env'>): Promise<FoundServer | null> {
  const { UET_URL: given, UET_TOKEN: token } = env;
  if (given !== undefined) return { url: addressOf(given), token: token || undefined, isRemote: true };
  const found = await findServer(readConfig(env).home);
  if (found === null || !(await answers(found.url))) return null;
  return { ...found, isRemote: false };
}

function addressOf(given: string): string {
  if (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)) return given.replace(/\/+$/, '');
  throw new UetError('bad_config', 'UET_URL is not an http or https address', {
    where: 'UET_URL',
    hint: 'e.g. UET_URL=http://localhost:3000; unset it to work without a server',
  });
}

async function answers(url: string): Promise<boolean> {
  const asked = fetch(`${url}/healthz`, { signal: AbortSignal.timeout(answersWithinMs) });
  return asked.then(
    async ({ ok, body }) => {
      await body?.cancel();
      return ok;
    },
    () => false,
  );
}
