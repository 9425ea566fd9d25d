import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createUetClient, errorOf } from '@uet/client';
import { announceServer, findServer, findToken } from '@uet/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServer } from '../src/index.js';
import { ask } from './support/ask.js';
import { openClients } from './support/clients.js';
import { deferred } from './support/deferred.js';
import { openPlace, type Place } from './support/place.js';

let place: Place;

beforeEach(async () => {
  place = await openPlace();
});
afterEach(() => place.close());

describe('startServer', () => {
  it('is found by the commands of its machine as long as it runs, and by nobody else', async () => {
    const { home } = place.session.config;
    const server = await startServer({ session: place.session, port: 0 });
    const found = await findServer(home);
    expect(found?.url).toBe(server.url);
    expect((await stat(join(home, 'server.json'))).mode & 0o777).toBe(0o600);
    const client = createUetClient({ url: server.url, token: found?.token ?? '' });
    expect(await client.system.info.query({})).toMatchObject({ actor: 'person:cli', role: 'admin' });
    await server.stop();
    expect(await findServer(home)).toBeNull();
    expect(await findToken(place.session.context, found?.token ?? '')).toBeNull();
    const error = await client.runs.list.query({}).catch(errorOf);
    expect(error).toMatchObject({ code: 'unreachable', status: null });
  });

  it('takes the place of a server that was killed, and ends its token', async () => {
    const { config, context } = place.session;
    const killed = await startServer({ session: place.session, port: 0 });
    const left = await findServer(config.home);
    // What is left of a killed one names a process that is not there any more.
    await announceServer(
      config.home,
      { url: killed.url, token: left?.token ?? '' },
      { pid: 1, startedAt: 'once' },
    );
    expect(await findServer(config.home)).toBeNull();
    const server = await startServer({ session: place.session, port: 0 });
    expect((await findServer(config.home))?.url).toBe(server.url);
    expect(await findToken(context, left?.token ?? '')).toBeNull();
    await killed.stop();
    // The file is the new one's: the old one leaves it alone.
    expect((await findServer(config.home))?.url).toBe(server.url);
    await server.stop();
  });

  it('lets what runs finish, takes nothing new, and stops the engine last', async () => {
    const order: string[] = [];
    let finish = (): void => undefined;
    const arrived = deferred();
    const engine = { stop: async () => void order.push('engine') };
    const server = await startServer({
      session: place.session,
      port: 0,
      engine,
      fallback: (_, response) => {
        finish = () => response.end('done');
        arrived.resolve();
      },
    });
    const running = ask(`${server.url}/slow`).then(({ body }) => order.push(body));
    await arrived.promise;
    const stopped = server.stop().then(() => order.push('stopped'));
    for (let isOpen = true; isOpen; ) {
      isOpen = await ask(`${server.url}/healthz`).then(
        ({ status }) => status === 200,
        () => false,
      );
    }
    finish();
    await Promise.all([running, stopped]);
    expect(order).toEqual(['done', 'engine', 'stopped']);
  });

  it('ends its streams, so that they are taken up again', async () => {
    const server = await startServer({ session: place.session, port: 0 });
    const { viewer } = await openClients(place.session, server.url);
    const states: string[] = [];
    const started = deferred();
    const broken = deferred();
    const subscription = viewer.client.events.follow.subscribe(
      {},
      {
        onStarted: () => started.resolve(),
        onConnectionStateChange: ({ state }) => {
          states.push(state);
          if (state === 'connecting' && states.includes('pending')) broken.resolve();
        },
        onComplete: () => states.push('complete'),
      },
    );
    await started.promise;
    await server.stop();
    await broken.promise;
    subscription.unsubscribe();
    expect(states.slice(0, 3)).toEqual(['connecting', 'pending', 'connecting']);
  });
});

describe('/metrics', () => {
  it('tells every metric, in a form that Prometheus takes', async () => {
    const server = await startServer({ session: place.session, port: 0 });
    const { viewer, operator } = await openClients(place.session, server.url);
    const headers = { authorization: `Bearer ${viewer.token}` };
    const { run_id: id } = await operator.client.runs.start.mutate({
      template_text:
        'template: v1\nmetadata: { name: m, version: 1.0.0 }\nphases: [{ id: a, workstreams: [{ id: b, tasks: [{ id: c, noop: true }] }] }]\n',
      repository: place.repository,
    });
    await operator.client.runs.pause.mutate({ run_id: id });
    const { body } = await ask(`${server.url}/metrics`, { headers });
    const names = [
      'uet_tasks_total',
      'uet_patches_total',
      'uet_gates_total',
      'uet_state_transitions_total',
      'uet_active_workers',
      'uet_queue_depth',
      'uet_circuit_breakers_open',
      'uet_task_duration_seconds',
      'uet_patch_apply_seconds',
      'uet_gate_duration_seconds',
      'uet_cost_usd_total',
      'uet_landing_wait_seconds',
    ];
    for (const name of names) {
      expect(body).toMatch(new RegExp(`^# HELP ${name} .+\n# TYPE ${name} (counter|gauge|histogram)$`, 'm'));
    }
    expect(body).toMatch(/^uet_state_transitions_total\{entity="run",to="paused"\} 1$/m);
    for (const line of body.split('\n').filter((each) => each !== '')) {
      expect(line).toMatch(/^(#|[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? \S+$)/);
    }
    await server.stop();
  });
});
