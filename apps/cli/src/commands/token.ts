import { UetError } from '@uet/core';
import { type Role, role as roles } from '@uet/schemas';
import type { TokenLine } from '@uet/schemas/api';
import { oneOf, wholeNumber } from '../arguments.js';
import { print, printJson, tell } from '../output.js';
import { findId } from '../session/find-id.js';
import { withApi } from '../session/with-api.js';
import type { Surroundings } from '../surroundings.js';
import { columns } from '../view/format.js';

interface Options {
  readonly json?: boolean;
}

const heads = ['TOKEN', 'NAME', 'ROLE', 'FOR', 'MADE (UTC)', 'LAST USED (UTC)', 'STATE'];
const dayMs = 86_400_000;

/** `uet token list`. */
export async function list(cli: Surroundings, { json }: Options): Promise<number> {
  return withApi(cli, async ({ api }) => {
    const { items } = await api.tokens.list.query({});
    if (json === true) printJson(cli, items);
    else if (items.length === 0) print(cli, 'no tokens');
    else for (const line of columns([heads, ...items.map(rowOf)])) print(cli, line);
    return 0;
  });
}

const minute = (instant: string | null): string => instant?.slice(0, 16).replace('T', ' ') ?? '';

const rowOf = (token: TokenLine): string[] => [
  token.id,
  token.name,
  token.role,
  token.kind,
  minute(token.created_at),
  token.last_used_at === null ? 'never' : minute(token.last_used_at),
  stateOf(token),
];

function stateOf({ revoked_at: revoked, expires_at: end }: TokenLine): string {
  if (revoked !== null) return 'revoked';
  if (end === null) return 'valid';
  return Date.parse(end) <= Date.now() ? 'expired' : `until ${minute(end)}`;
}

interface CreateOptions extends Options {
  readonly role: string;
  readonly days?: string;
}

/** `uet token create`: the token is printed this once. */
export async function create(cli: Surroundings, name: string, options: CreateOptions): Promise<number> {
  const role = roleOf(options.role);
  const days = wholeNumber(options.days, '--days');
  const end = days === undefined ? null : new Date(Date.now() + days * dayMs).toISOString();
  return withApi(cli, async ({ api }) => {
    const made = await api.tokens.create.mutate({ name, role, expires_at: end });
    if (options.json === true) printJson(cli, made);
    else {
      print(cli, made.token);
      tell(
        cli,
        `the token of ${name} (${role}) is shown this once; send it as UET_TOKEN, or as a Bearer token`,
      );
    }
    return 0;
  });
}

/** `uet token revoke`: it is refused from the next request on. */
export async function revoke(cli: Surroundings, given: string, { json }: Options): Promise<number> {
  return withApi(cli, async ({ api }) => {
    const id = await findId(api, 'token', given);
    await api.tokens.revoke.mutate({ token_id: id });
    if (json === true) printJson(cli, { id });
    else print(cli, `token ${id} is revoked`);
    return 0;
  });
}

interface LinkOptions extends Options {
  readonly name: string;
  readonly role: string;
}

/** `uet token link`: a link that signs one browser in at the server, once. */
export async function link(cli: Surroundings, options: LinkOptions): Promise<number> {
  const role = roleOf(options.role);
  return withApi(cli, async ({ api, server }) => {
    if (server === null) throw noServer();
    const made = await api.system.sign_in_link.mutate({ name: options.name, role });
    const { path, expires_at: expiresAt } = made;
    // A browser keeps its session for the name under which it came, and people type this one.
    const url = made.url ?? `${server.url.replace('//127.0.0.1:', '//localhost:')}${path}`;
    if (options.json === true) printJson(cli, { url, expiresAt });
    else {
      print(cli, url);
      tell(cli, `signs one browser in as ${options.name} (${role}), once, until ${minute(expiresAt)} UTC`);
    }
    return 0;
  });
}

const noServer = (): UetError =>
  new UetError('server_unavailable', 'a browser signs in at a server, and none runs here', {
    hint: '`uet up` starts one; UET_URL names one elsewhere',
  });

function roleOf(text: string): Role {
  const [role] = oneOf([text], '--role', roles.options);
  return role ?? 'viewer';
}
