import { createUetClient } from '@uet/client';
import { changesOf, type Engine, startEngine } from '@uet/runtime';
import type { ExecutionEvent } from '@uet/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Server, serverPool, startServer } from '../src/index.js';
import { type Clients, openClients } from './support/clients.js';
import { openCuttingProxy } from './support/cutting-proxy.js';
import { follow } from './support/follow.js';
import { openPlace, type Place } from './support/place.js';
import { quietTemplate } from './support/template.js';

let place: Place;
let engine: Engine;
let server: Server;
let clients: Clients;

beforeAll(async () => {
  place = await openPlace();
  const { context, database } = place.session;
  engine = await startEngine({ context, database: database.pool, pool: serverPool, slots: 1 });
  server = await startServer({ session: place.session, port: 0, engine });
  clients = await openClients(place.session, server.url);
});
afterAll(async () => {
  await server?.stop();
  await place?.close();
});

/** Writes events that nobody has to do anything about. */
async function note(word: string, count: number): Promise<void> {
  const changes = changesOf(place.session.context);
  for (let at = 0; at < count; at += 1) changes.note('view', { id: `${word}-${at}` }, word);
  await place.session.store.commit(changes);
}

const idsOf = (events: readonly ExecutionEvent[], word: string): string[] =>
  events.filter(({ trigger }) => trigger === word).map(({ entity_id: id }) => id);

describe('events.follow', () => {
  it('tells a run from its start by the API to its end', async () => {
    const { client } = clients.operator;
    const { run_id: runId, created } = await client.runs.start.mutate({
      template_text: quietTemplate,
      repository: place.repository,
    });
    expect(created).toBe(true);
    const types: string[] = [];
    await follow(client, runId, ({ type }) => {
      types.push(type);
      return type === 'run.succeed';
    });
    expect(types.filter((type) => type.startsWith('run.'))).toEqual([
      'run.create',
      'run.initialize',
      'run.start',
      'run.validate',
      'run.succeed',
    ]);
    const { run } = await client.runs.get.query({ run_id: runId });
    expect([run.state, run.origin]).toEqual(['succeeded', 'api']);
    const { items } = await client.events.list.query({ run_id: runId });
    expect(items.find(({ type }) => type === 'run.create')?.actor).toBe('person:the operator');
  });

  it('misses nothing and tells nothing twice, however often the connection breaks', async () => {
    const proxy = await openCuttingProxy(server.url);
    const client = createUetClient({ url: proxy.url, token: clients.viewer.token });
    const seen: ExecutionEvent[] = [];
    let cuts = 0;
    await new Promise<void>((resolve, reject) => {
      const subscription = client.events.follow.subscribe(
        {},
        {
          async onStarted() {
            await note('burst', 20);
          },
          onData({ data }) {
            seen.push(...data);
            if (cuts === 5) {
              subscription.unsubscribe();
              resolve();
              return;
            }
            cuts += 1;
            proxy.cut();
          },
          onError: reject,
        },
      );
    });
    proxy.close();
    const ids = idsOf(seen, 'burst');
    const expected = Array.from({ length: 20 }, (_, at) => `burst-${at}`);
    expect(cuts).toBe(5);
    // Each time the connection came back, twenty more were written: each must be there once, in order.
    expect(ids.length % 20).toBe(0);
    for (let at = 0; at < ids.length; at += 20) expect(ids.slice(at, at + 20)).toEqual(expected);
    const cursors = seen.map(({ cursor }) => cursor);
    expect(new Set(cursors).size).toBe(cursors.length);
  });

  it('goes on where it was when the server was away for a while', async () => {
    const first = await startServer({ session: place.session, port: 0 });
    const port = Number(new URL(first.url).port);
    const seen: ExecutionEvent[] = [];
    let started = 0;
    const ended = new Promise<void>((resolve, reject) => {
      const client = createUetClient({ url: first.url, token: clients.viewer.token });
      const subscription = client.events.follow.subscribe(
        {},
        {
          async onStarted() {
            started += 1;
            if (started === 1) await note('before', 3);
          },
          async onData({ data }) {
            seen.push(...data);
            if (idsOf(seen, 'before').length === 3 && idsOf(data, 'before').length > 0) {
              await first.stop();
              await note('meanwhile', 700);
              const second = await startServer({ session: place.session, port });
              await note('after', 1);
              void ended.then(() => second.stop());
            }
            if (idsOf(seen, 'after').length > 0) {
              subscription.unsubscribe();
              resolve();
            }
          },
          onError: reject,
        },
      );
    });
    await ended;
    expect(idsOf(seen, 'before')).toHaveLength(3);
    expect(idsOf(seen, 'meanwhile')).toEqual(Array.from({ length: 700 }, (_, at) => `meanwhile-${at}`));
    expect(idsOf(seen, 'after')).toHaveLength(1);
  });

  it('asks the database as often for two hundred listeners as for one', async () => {
    const { pool } = place.session.database;
    const { client } = clients.viewer;
    const listen = () => {
      let subscription = { unsubscribe: (): void => undefined };
      let started = (): void => undefined;
      const isListening = new Promise<void>((resolve) => {
        started = resolve;
      });
      const heard = new Promise<void>((resolve, reject) => {
        subscription = client.events.follow.subscribe(
          {},
          {
            onStarted: () => started(),
            onData: ({ data }) => idsOf(data, 'shout').length > 0 && resolve(),
            onError: reject,
          },
        );
      });
      return { subscription, isListening, heard };
    };
    const listeners = Array.from({ length: 200 }, listen);
    await Promise.all(listeners.map(({ isListening }) => isListening));
    const { query } = pool;
    let statements = 0;
    pool.query = ((...given: never[]) => {
      statements += 1;
      return (query as (...all: never[]) => unknown).apply(pool, given);
    }) as typeof pool.query;
    try {
      await note('shout', 1);
      await Promise.all(listeners.map(({ heard }) => heard));
    } finally {
      pool.query = query;
    }
    for (const { subscription } of listeners) subscription.unsubscribe();
    expect(statements).toBeLessThan(50);
  });

  it('refuses a cursor that is none', async () => {
    const code = await new Promise((resolve) => {
      clients.viewer.client.events.follow.subscribe(
        { after: 'yesterday' },
        { onError: (error) => resolve(error.data?.uet.code) },
      );
    });
    expect(code).toBe('bad_argument');
  });
});
