import { createUetClient, type UetClient } from '@uet/client';
import { createToken, type Session } from '@uet/runtime';
import type { Role } from '@uet/schemas';

/** A client and its token for each role. */
export type Clients = Record<Role, { readonly client: UetClient; readonly token: string }>;

/** Makes a token for each role, and a client with each. */
export async function openClients(
  { context }: Session,
  url: string,
  fetch?: typeof globalThis.fetch,
): Promise<Clients> {
  const open = async (role: Role) => {
    const { token } = await createToken(
      context,
      { name: `the ${role}`, role, kind: 'service', expiresAt: null },
      'system',
    );
    const client = createUetClient({ url, token, retries: 0, ...(fetch === undefined ? {} : { fetch }) });
    return { client, token };
  };
  return { viewer: await open('viewer'), operator: await open('operator'), admin: await open('admin') };
}
