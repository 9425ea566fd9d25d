import { createToken, revokeToken } from '@uet/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Server, startServer } from '../src/index.js';
import { type Answer, ask } from './support/ask.js';
import { type Clients, openClients } from './support/clients.js';
import { openPlace, type Place } from './support/place.js';

let place: Place;
let server: Server;
let clients: Clients;
let host: string;

beforeAll(async () => {
  place = await openPlace();
  server = await startServer({
    session: place.session,
    port: 0,
    allowedHosts: ['uet.test'],
    fallback: (request, response) => response.end(`page ${String(request.headers['x-nonce'])}`),
  });
  host = new URL(server.url).host;
  clients = await openClients(place.session, server.url);
});
afterAll(async () => {
  await server?.stop();
  await place?.close();
});

const info = (): string => `${server.url}/trpc/system.info?input=%7B%7D`;
const json = { 'content-type': 'application/json' };

async function signIn(code: string, headers: Record<string, string> = {}): Promise<Answer> {
  return ask(`${server.url}/auth/sign-in`, {
    method: 'POST',
    headers: { ...json, origin: server.url, ...headers },
    body: JSON.stringify({ code }),
  });
}

const newCode = (): string => server.signInLink('anna', 'operator').split('#')[1] ?? '';

const cookieOf = ({ headers }: Answer): string => String(headers['set-cookie']).split(';')[0] ?? '';

describe('a token', () => {
  it('opens what its role allows, and is written down with who used it', async () => {
    const answer = await ask(info(), { headers: { authorization: `Bearer ${clients.viewer.token}` } });
    expect(JSON.parse(answer.body).result.data).toMatchObject({ actor: 'person:the viewer', role: 'viewer' });
    const { items } = await clients.admin.client.tokens.list.query({});
    expect(items.find(({ name }) => name === 'the viewer')?.last_used_at).not.toBeNull();
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['unknown', 'Bearer uet_nobody'],
    ['of another kind', 'Basic YTpi'],
  ])('is refused where it is %s', async (_, authorization) => {
    expect(await ask(info(), { headers: { authorization } })).toMatchObject({
      status: 401,
      code: 'unauthenticated',
    });
  });

  it('ends at once when it is revoked', async () => {
    const { context } = place.session;
    const { token, row } = await createToken(
      context,
      { name: 'short', role: 'admin', kind: 'service', expiresAt: null },
      'system',
    );
    const headers = { authorization: `Bearer ${token}` };
    expect((await ask(info(), { headers })).status).toBe(200);
    await revokeToken(context, row.id, 'system');
    expect((await ask(info(), { headers })).status).toBe(401);
  });

  it.each(['/health', '/metrics', '/trpc/system.info', '/logs/01KMZ00000000000000000000A/stdout'])(
    'is needed for %s',
    async (path) => {
      expect((await ask(server.url + path)).status).toBe(401);
    },
  );

  it.each(['/healthz', '/readyz', '/openapi.json', '/', '/_next/static/x.js'])(
    'is not needed for %s',
    async (path) => {
      expect((await ask(server.url + path)).status).toBe(200);
    },
  );
});

describe('the host of a request', () => {
  it.each(['localhost', 'localhost:1', '127.0.0.1:3000', '[::1]:3000', 'uet.test', 'UET.test:80'])(
    'may be %s',
    async (name) => {
      expect((await ask(`${server.url}/openapi.json`, { headers: { host: name } })).status).toBe(200);
    },
  );

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.2', 'uet.test.evil.example:80'])(
    'may not be %s',
    async (name) => {
      for (const path of ['/openapi.json', '/', '/trpc/system.info', '/auth/sign-in']) {
        expect(await ask(server.url + path, { headers: { host: name } })).toMatchObject({
          status: 403,
          code: 'forbidden',
        });
      }
    },
  );
});

describe('signing in', () => {
  it('works once for a link, with a cookie that no script reads and no other site sends', async () => {
    const code = newCode();
    const answer = await signIn(code);
    expect(JSON.parse(answer.body)).toEqual({ name: 'anna', role: 'operator' });
    const attributes = String(answer.headers['set-cookie']).split('; ').slice(1).sort();
    expect(attributes).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Strict']);
    expect(await signIn(code)).toMatchObject({ status: 401, code: 'unauthenticated' });
    const known = await ask(info(), { headers: { cookie: cookieOf(answer) } });
    expect(JSON.parse(known.body).result.data).toMatchObject({ actor: 'person:anna', role: 'operator' });
  });

  it('is refused for another site, before the code is used', async () => {
    const code = newCode();
    expect((await signIn(code, { origin: 'http://evil.example' })).status).toBe(403);
    expect((await signIn(code, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await signIn(code)).status).toBe(200);
  });

  it('ends with the session, also for whoever copied the cookie', async () => {
    const cookie = cookieOf(await signIn(newCode()));
    const headers = { cookie, origin: server.url, ...json };
    const out = await ask(`${server.url}/auth/sign-out`, { method: 'POST', headers, body: '{}' });
    expect(out.status).toBe(200);
    expect(String(out.headers['set-cookie'])).toMatch(/uet_session=;/);
    expect((await ask(info(), { headers: { cookie } })).status).toBe(401);
  });

  it('renews a session that is used, once a day', async () => {
    const { context, store } = place.session;
    const cookie = cookieOf(await signIn(newCode()));
    expect((await ask(info(), { headers: { cookie } })).headers['set-cookie']).toBeUndefined();
    const rows = await store.list(
      'api_tokens',
      { kind: 'browser', revoked_at: null },
      { order: 'desc', limit: 1 },
    );
    const soon = new Date(context.clock.now().getTime() + 86_400_000).toISOString();
    const { pool } = place.session.database;
    await pool.query('update api_tokens set expires_at = $1 where id = $2', [soon, rows[0]?.id]);
    const answer = await ask(info(), { headers: { cookie } });
    expect(cookieOf(answer)).toBe(cookie);
    const renewed = await store.find('api_tokens', rows[0]?.id ?? '');
    expect(Date.parse(renewed?.expires_at ?? '')).toBeGreaterThan(Date.parse(soon));
  });

  it('is tried ten times a minute by one address, and not more often', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 12; at += 1) statuses.push((await signIn('wrong')).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await signIn('wrong')).code).toBe('rate_limited');
  });
});

describe('the cookie of a browser', () => {
  let cookie: string;
  beforeAll(async () => {
    const { context } = place.session;
    const expiresAt = new Date(context.clock.now().getTime() + 30 * 86_400_000).toISOString();
    const { token } = await createToken(
      context,
      { name: 'ben', role: 'admin', kind: 'browser', expiresAt },
      'system',
    );
    cookie = `uet_session=${token}`;
  });

  const change = (headers: Record<string, string>): Promise<Answer> =>
    ask(`${server.url}/trpc/runs.save_view`, {
      method: 'POST',
      headers: { cookie, ...json, ...headers },
      body: JSON.stringify({ name: 'Mine', query: {} }),
    });

  it('counts for the pages of this server alone', async () => {
    expect((await change({ origin: `http://${host}` })).status).toBe(200);
    expect((await change({ origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    for (const headers of [
      {},
      { origin: 'null' },
      { origin: 'http://evil.example' },
      { origin: 'http://localhost:1' },
      { origin: `http://${host}`, 'sec-fetch-site': 'cross-site' },
      { origin: `http://${host}`, 'sec-fetch-site': 'same-site' },
    ]) {
      expect(await change(headers)).toMatchObject({ status: 403, code: 'forbidden' });
    }
  });

  it('is not taken from another site for reading either', async () => {
    for (const path of [
      '/trpc/system.info?input=%7B%7D',
      '/metrics',
      '/logs/01KMZ00000000000000000000A/stdout',
    ]) {
      const headers = { cookie, 'sec-fetch-site': 'cross-site' };
      expect((await ask(server.url + path, { headers })).status).toBe(403);
    }
  });
});

describe('a page', () => {
  it('gets a policy with a nonce of its own, on the request too', async () => {
    const [first, second] = [await ask(`${server.url}/runs`), await ask(`${server.url}/runs`)];
    const policy = String(first.headers['content-security-policy']);
    const [, nonce] = /'nonce-([^']+)'/.exec(policy) ?? [];
    expect(first.body).toBe(`page ${nonce}`);
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(second.body).not.toBe(first.body);
    expect(first.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
  });

  it('is read, not written', async () => {
    expect((await ask(`${server.url}/runs`, { method: 'POST', headers: json, body: '{}' })).status).toBe(404);
  });
});

describe('a request', () => {
  it('is called as the proxy in front calls it, or gets a name', async () => {
    const given = await ask(`${server.url}/healthz`, { headers: { 'x-request-id': 'from-the-proxy.1' } });
    expect(given.headers['x-request-id']).toBe('from-the-proxy.1');
    const odd = await ask(`${server.url}/healthz`, { headers: { 'x-request-id': 'no "such" name' } });
    expect(odd.headers['x-request-id']).toMatch(/^[0-9A-Z]{26}$/);
  });

  it('is 8 MiB at most', async () => {
    const headers = { ...json, authorization: `Bearer ${clients.admin.token}` };
    const body = JSON.stringify({ text: 'x'.repeat(9 * 1024 ** 2) });
    const answer = await ask(`${server.url}/trpc/templates.save`, { method: 'POST', headers, body }).catch(
      // The server may end the connection before all of it was sent.
      () => null,
    );
    if (answer !== null) expect(answer).toMatchObject({ status: 400, code: 'bad_argument' });
  });
});
