import { compileTemplate, parseTemplate } from '@uet/core';
import type { RunState } from '@uet/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createToken,
  deleteView,
  findTemplate,
  findToken,
  type RequestKey,
  readyTemplate,
  removeTemplate,
  retryRun,
  revokeToken,
  type Session,
  saveTemplate,
  saveView,
  sourceOfText,
  startEngine,
  startRunOnce,
  touchToken,
} from '../../src/index.js';
import { templateOf } from '../support/driven-run.js';
import { openPlace } from '../support/open-place.js';
import type { RunPlace } from '../support/run-place.js';
import { samplePlaces } from '../support/sample-places.js';

const anna = 'person:anna';

const places = samplePlaces();
let place: RunPlace;
let session: Session;

beforeAll(async () => {
  place = await places.make();
  session = await openPlace(place);
});
afterAll(async () => {
  await session.close();
  await place.remove();
});

const text = (name: string, title = 'Test'): string =>
  templateOf({ one: ['noop: true'] })
    .replace('name: test', `name: ${name}`)
    .replace('title: Test', `title: ${title}`);

/** Starts a run of a template as a service would. */
function start(given: string, path: string | null, idempotencyKey?: RequestKey) {
  const { template } = parseTemplate(given, { file: 'template.yaml' });
  const compiled = compileTemplate(template, {});
  return startRunOnce(session.context, {
    compiled,
    targetBranch: null,
    origin: 'api',
    pool: 'nobody',
    actor: anna,
    source: { text: given, path, metadata: template.metadata },
    idempotencyKey,
    config: {
      template: path ?? compiled.name,
      template_sha256: '0'.repeat(64),
      repository: place.repository,
      parameters: {},
      max_concurrency: 1,
      timeout_s: 60,
      retries: 1,
      env: {},
      routing_strategy: 'auto',
      tools: null,
      budget: null,
      error_strategy: 'continue',
    },
  });
}

const atOf = (instant: string | null | undefined): number => Date.parse(instant ?? '');

/** What was recorded of an entity, and by whom. */
async function eventsOf(entityId: string): Promise<string[][]> {
  const events = await session.store.events({});
  return events.filter(({ entity_id: id }) => id === entityId).map(({ type, actor }) => [type, actor]);
}

describe('saveTemplate', () => {
  it('keeps a template under the name in its header, and refuses who was overtaken', async () => {
    const { context, store } = session;
    const first = await saveTemplate(context, { text: text('saved'), path: null }, anna, null);
    expect(first).toMatchObject({
      name: 'saved',
      title: 'Test',
      status: 'active',
      version: 0,
      saved_by: anna,
    });
    const next = { text: text('saved', 'New'), path: null };
    expect(await saveTemplate(context, next, 'person:ben', 0)).toMatchObject({ version: 1, title: 'New' });
    await expect(saveTemplate(context, next, anna, 0)).rejects.toMatchObject({ code: 'stale' });
    expect(await findTemplate(store, 'saved')).toMatchObject({ id: first.id, saved_by: 'person:ben' });
    await expect(saveTemplate(context, { text: 'a: 1', path: null }, anna, null)).rejects.toMatchObject({
      code: 'bad_template',
    });
    await removeTemplate(context, 'saved', anna);
    expect(await findTemplate(store, 'saved')).toBeNull();
    await expect(removeTemplate(context, 'saved', anna)).rejects.toMatchObject({ code: 'not_found' });
    await expect(saveTemplate(context, next, anna, 1)).rejects.toMatchObject({ code: 'stale' });
    expect(await eventsOf(first.id)).toEqual([
      ['template.save', anna],
      ['template.save', 'person:ben'],
      ['template.remove', anna],
    ]);
  });

  it.each([
    ['is too large', text('large', 'x'.repeat(1_048_576))],
    ['names a tool that is not there', text('odd').replace('noop: true', 'tool: wand, prompt: Do it')],
  ])('refuses what could not be run, with the same error: a template that %s', async (_, given) => {
    const { context } = session;
    const error = await readyTemplate(sourceOfText(given, null), {}, context.tools).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'bad_template', message: expect.any(String) });
    const { code, message, problems } = error;
    await expect(saveTemplate(context, { text: given, path: null }, anna, null)).rejects.toMatchObject({
      code,
      message,
      problems,
    });
  });

  it('lets all of several win that save one name for the first time', async () => {
    const titles = ['A', 'B', 'C', 'D'];
    const saved = await Promise.all(
      titles.map((title) =>
        saveTemplate(session.context, { text: text('raced', title), path: null }, anna, null),
      ),
    );
    expect(saved.map(({ version }) => version).sort()).toEqual([0, 1, 2, 3]);
  });
});

describe('startRun', () => {
  it('keeps the template that a run is started from, and makes no edit of the same text stale', async () => {
    const { context, store } = session;
    const path = '/templates/used.yaml';
    const { run } = await start(text('used'), path);
    const kept = await findTemplate(store, 'used');
    expect(kept).toMatchObject({ path, version: 0, saved_by: anna });
    expect(atOf(kept?.last_run_at)).toBeGreaterThanOrEqual(atOf(run.created_at));
    await start(text('used'), null);
    const touched = await findTemplate(store, 'used');
    expect(touched).toEqual({ ...kept, last_run_at: expect.any(String) });
    expect(atOf(touched?.last_run_at)).toBeGreaterThan(atOf(kept?.last_run_at));
    await start(text('used', 'Other'), path);
    expect(await findTemplate(store, 'used')).toMatchObject({ version: 1, title: 'Other' });
    await expect(saveTemplate(context, { text: text('used'), path }, anna, 0)).rejects.toMatchObject({
      code: 'stale',
    });
  });

  it('starts all of several runs of a new template at once', async () => {
    const started = await Promise.all(Array.from({ length: 6 }, () => start(text('crowd'), null)));
    expect(new Set(started.map(({ run }) => run.id)).size).toBe(6);
    expect(await findTemplate(session.store, 'crowd')).toMatchObject({ version: 0 });
  });

  it('answers the run of the first where a key is known, also where two race', async () => {
    const key = { actor: anna, key: 'nightly' };
    const [one, other] = await Promise.all([start(text('once'), null, key), start(text('once'), null, key)]);
    expect(one.run.id).toBe(other.run.id);
    expect([one.created, other.created].sort()).toEqual([false, true]);
    expect(await start(text('once'), null, key)).toMatchObject({ created: false, run: { id: one.run.id } });
    const stranger = await start(text('once'), null, { ...key, actor: 'person:ben' });
    expect(stranger).toMatchObject({ created: true });
    expect(await session.store.list('runs', { template_name: 'once' })).toHaveLength(2);
  });

  it('knows a key for a day: the upkeep of a worker forgets older ones', async () => {
    const { context, database } = session;
    const [old, young] = ['old', 'young'].map((key) => ({ actor: anna, key }));
    const first = await start(text('keyed'), null, old);
    const second = await start(text('keyed'), null, young);
    await database.pool.query(
      "update idempotency_keys set created_at = created_at - interval '1 day 1 minute' where run_id = $1",
      [first.run.id],
    );
    const engine = await startEngine({ context, database: database.pool, pool: 'upkeep', slots: 1 });
    await engine.stop();
    expect(await start(text('keyed'), null, young)).toMatchObject({
      created: false,
      run: { id: second.run.id },
    });
    expect(await start(text('keyed'), null, old)).toMatchObject({ created: true });
  });
});

describe('retryRun', () => {
  it('notes that its template was run once more', async () => {
    const { run } = await start(text('retried'), null);
    const ended: Partial<RunState> = { state: 'failed', reason: 'why', ended_at: run.created_at };
    await session.store.commit({
      inserts: [],
      updates: [{ table: 'runs', id: run.id, version: run.version, change: { ...ended, version: 9 } }],
      events: [],
      jobs: [],
    });
    const before = await findTemplate(session.store, 'retried');
    const again = await retryRun(session.context, run.id, anna);
    const kept = await findTemplate(session.store, 'retried');
    expect(kept).toMatchObject({ version: 0 });
    expect(again.retry_of).toBe(run.id);
    expect(atOf(kept?.last_run_at)).toBeGreaterThan(atOf(before?.last_run_at));
  });
});

describe('createToken', () => {
  const bot = { name: 'bot', role: 'operator', kind: 'service', expiresAt: null } as const;

  it('makes a token that is found by itself alone, until it is revoked', async () => {
    const { context } = session;
    const { token, row } = await createToken(context, bot, anna);
    expect(token).toMatch(/^uet_[\w-]{43}$/);
    expect(JSON.stringify(await session.store.list('api_tokens', {}))).not.toContain(token);
    expect(await findToken(context, token)).toEqual(row);
    expect(await findToken(context, `${token}x`)).toBeNull();
    expect(await findToken(context, row.sha256)).toBeNull();
    await touchToken(context, row);
    const used = await findToken(context, token);
    expect(used).toMatchObject({ version: 0, last_used_at: expect.stringMatching(/:00\.000Z$/) });
    await revokeToken(context, row.id, anna);
    await revokeToken(context, row.id, anna);
    await touchToken(context, row);
    expect(await findToken(context, token)).toBeNull();
    expect(await eventsOf(row.id)).toEqual([
      ['token.create', anna],
      ['token.revoke', anna],
    ]);
    await expect(revokeToken(context, 'none', anna)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('makes one that ends by itself, but none that has ended', async () => {
    const now = session.context.clock.now().getTime();
    const expiresAt = new Date(now + 60_000).toISOString();
    const { token } = await createToken(session.context, { ...bot, expiresAt }, anna);
    const later = { ...session.context, clock: { now: () => new Date(now + 60_000) } };
    expect(await findToken(session.context, token)).not.toBeNull();
    expect(await findToken(later, token)).toBeNull();
    await expect(createToken(later, { ...bot, expiresAt }, anna)).rejects.toMatchObject({
      code: 'bad_argument',
    });
  });
});

describe('saveView', () => {
  it('keeps a view under its name, overwrites it, and lets it be deleted', async () => {
    const { context, store } = session;
    const view = await saveView(context, { name: 'Mine', query: { states: 'failed' } }, anna);
    const again = await saveView(context, { name: 'Mine', query: { states: 'running' } }, 'person:ben');
    expect(again).toEqual({ ...view, version: 1, query: { states: 'running' } });
    await deleteView(context, view.id, anna);
    expect(await store.list('saved_views', {})).toEqual([]);
    await expect(deleteView(context, view.id, anna)).rejects.toMatchObject({ code: 'not_found' });
    expect(await eventsOf(view.id)).toEqual([
      ['view.save', anna],
      ['view.save', 'person:ben'],
      ['view.delete', anna],
    ]);
  });
});
