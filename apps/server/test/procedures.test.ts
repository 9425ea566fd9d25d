import SwaggerParser from '@apidevtools/swagger-parser';
import { type Engine, startEngine } from '@uet/runtime';
import { type Role, role } from '@uet/schemas';
import { contract, type Procedure } from '@uet/schemas/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Server, serverPool, startServer } from '../src/index.js';
import { openApiChecker } from './support/api-checker.js';
import { calls, type World } from './support/calls.js';
import { type Clients, openClients } from './support/clients.js';
import { openPlace, type Place } from './support/place.js';
import { askingTemplate } from './support/template.js';
import { makeWorld } from './support/world.js';

const procedures = Object.entries(contract).flatMap(([router, group]) =>
  Object.entries(group as Record<string, Procedure>).map(([name, procedure]) => ({
    title: `${router}.${name}`,
    router,
    name,
    procedure,
  })),
);

type AnyCaller = Record<
  string,
  Record<
    string,
    {
      query: (input: unknown) => Promise<unknown>;
      mutate: (input: unknown) => Promise<unknown>;
      subscribe: (input: unknown, observer: object) => { unsubscribe: () => void };
    }
  >
>;

describe('the procedures of the contract', () => {
  let place: Place;
  let engine: Engine;
  let server: Server;
  let clients: Clients;
  let world: World;
  const checker = openApiChecker();

  beforeAll(async () => {
    place = await openPlace();
    const { context, database } = place.session;
    engine = await startEngine({ context, database: database.pool, pool: serverPool, slots: 2 });
    server = await startServer({ session: place.session, port: 0, engine });
    await checker.open(server.url);
    clients = await openClients(place.session, server.url, checker.fetch);
    world = await makeWorld(clients.admin.client, place.repository);
  });
  afterAll(async () => {
    await server?.stop();
    await place?.close();
  });

  it.each(procedures)('$title answers as it is described', async ({ router, name, procedure }) => {
    const call = (calls as unknown as Record<string, Record<string, (world: World) => unknown>>)[router]?.[
      name
    ];
    expect(call, `test/support/calls.ts has no call of ${router}.${name}`).toBeTypeOf('function');
    const input = await call?.(world);
    const caller = (clients[procedure.role].client as unknown as AnyCaller)[router]?.[name];
    if (caller === undefined) throw new Error('the client has every procedure');
    if (procedure.kind === 'subscription') {
      const message = await new Promise((resolve, reject) => {
        const subscription = caller.subscribe(input, {
          onData: (data: unknown) => {
            subscription.unsubscribe();
            resolve(data);
          },
          onError: reject,
        });
      });
      const { id, data } = message as { id: unknown; data: unknown };
      expect(id).toBeTypeOf('string');
      checker.checkMessage(`${router}.${name}`, data);
      return;
    }
    const answered = procedure.kind === 'query' ? await caller.query(input) : await caller.mutate(input);
    expect(procedure.output.safeParse(answered).error).toBeUndefined();
    expect(checker.lastChecked()).toBe(`${router}.${name}`);
  });

  it('tell a viewer nothing of the files of the server', async () => {
    const text = askingTemplate.replace("run: 'mkdir -p secrets && echo x > secrets/key'", 'patch: x.patch');
    const { viewer, operator } = clients;
    const ask = { text, path: '/nowhere/t.yaml', repository: '/etc' };
    const [asViewer, asOperator] = [
      await viewer.client.templates.plan.query(ask),
      await operator.client.templates.plan.query(ask),
    ];
    expect(asViewer.problems[0]?.message).toMatch(/no run was on this repository/);
    expect(asOperator.problems[0]?.message).toMatch(/there is no such file/);
  });

  it('are described by a document that is OpenAPI 3.1', async () => {
    const document = await (await fetch(`${server.url}/openapi.json`)).json();
    const described = await SwaggerParser.validate(document as never);
    const paths = Object.keys(described.paths ?? {}).filter((path) => path.startsWith('/trpc/'));
    expect(paths).toEqual(procedures.map(({ title }) => `/trpc/${title}`));
  });

  const everybody: Array<Role | 'nobody'> = ['nobody', ...role.options];
  it.each(everybody)('let %s do what the role allows, and nothing else', async (who) => {
    const headers: Record<string, string> =
      who === 'nobody' ? {} : { authorization: `Bearer ${clients[who].token}` };
    const rank = who === 'nobody' ? -1 : role.options.indexOf(who);
    for (const { router, name, procedure } of procedures) {
      const isMutation = procedure.kind === 'mutation';
      const bad = JSON.stringify({ no_such_field: 1 });
      const address = `${server.url}/trpc/${router}.${name}`;
      const response = await fetch(isMutation ? address : `${address}?input=${encodeURIComponent(bad)}`, {
        method: isMutation ? 'POST' : 'GET',
        headers: { ...headers, ...(isMutation ? { 'content-type': 'application/json' } : {}) },
        ...(isMutation ? { body: bad } : {}),
      });
      const code = /"uet":\{"code":"(\w+)"/.exec(await response.text())?.[1];
      const allowed = rank >= role.options.indexOf(procedure.role);
      const refusal = who === 'nobody' ? 'unauthenticated' : 'forbidden';
      expect(`${router}.${name} ${code}`).toBe(`${router}.${name} ${allowed ? 'bad_argument' : refusal}`);
    }
  });
});
