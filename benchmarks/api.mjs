// The list of runs through the API, next to the bare SQL of a first page; and how an event reaches 200 live
// subscribers, next to one, and next to a server that does nothing else. On a demo history of 10,000 runs, with the
// product in a process of its own.
// Run after a build: node benchmarks/api.mjs [--runs 10000] [--subscribers 200] [--rounds 30] [--home FOLDER] [--json]
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { runLine } from '../packages/schemas/dist/api/index.js';
import { startBareStream } from './api/bare-stream.mjs';
import { openStreams } from './api/streams.mjs';
import { sessionBeside, startDemoProduct } from './demo-product.mjs';
import { median, tell } from './figures.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    subscribers: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '30' },
    home: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const [runs, subscribers, rounds] = [values.runs, values.subscribers, values.rounds].map(Number);

const product = await startDemoProduct({ runs, home: values.home });
const { client } = product;
const session = await sessionBeside(product);
const bare = await startBareStream();
try {
  tell('api', [...(await lists()), ...(await fanOut())], { runs, subscribers, rounds });
} finally {
  await bare.stop();
  await session.close();
  await product.stop();
}

/** Asks for each in turn; the ratio of each round is taken, so that what slows the machine for a while slows both. */
async function lists() {
  const cursor = await cursorInTheMiddle();
  const text = await firstPageSql();
  const asked = {
    'the first page of runs': () => client.runs.list.query({}),
    'a page in the middle': () => client.runs.list.query({ cursor }),
    'a search through all runs': () => client.runs.list.query({ search: 'upgrade' }),
    'how many runs are in each state': () => client.runs.counts.query({}),
    'the price table, which is in memory,': () => client.costs.prices.query({}),
  };
  const ways = { sql: () => session.database.pool.query(text), ...asked };
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let round = -5; round < rounds; round += 1) {
    for (const [name, ask] of Object.entries(ways)) {
      const start = performance.now();
      await ask();
      if (round >= 0) times[name].push(performance.now() - start);
    }
  }
  return Object.keys(asked).map((name) => ({
    name: `${name} through the API to SQL for 50 lines`,
    value: median(times[name].map((ms, round) => ms / times.sql[round])),
    unit: 'ratio',
    detail: `${median(times[name]).toFixed(1)} ms and ${median(times.sql).toFixed(1)} ms`,
  }));
}

/** The newest 50 runs, with those columns of the table that a line of the list shows. */
async function firstPageSql() {
  const { rows } = await session.database.pool.query(
    `select column_name from information_schema.columns where table_name = 'runs' and table_schema = 'public'`,
  );
  const shown = rows.map(({ column_name: name }) => name).filter((name) => name in runLine.shape);
  return `select ${shown.map((name) => `"${name}"`).join(', ')} from runs order by id desc limit 50`;
}

async function cursorInTheMiddle() {
  let cursor = null;
  for (let seen = 0; seen < runs / 2; seen += 200) {
    cursor = (await client.runs.list.query({ cursor, limit: 200 })).next_cursor;
  }
  return cursor;
}

/** What one event takes to one listener and to many, and how far apart the first and the last of many have it. */
async function fanOut() {
  const url = `${product.url}/trpc/events.follow?input=${encodeURIComponent('{}')}`;
  const { token } = JSON.parse(await readFile(join(product.home, 'server.json'), 'utf8'));
  const headers = { authorization: `Bearer ${token}` };
  const one = await openStreams(1, url, headers);
  const many = await openStreams(subscribers, url, headers);
  const bareMany = await openStreams(subscribers, bare.url, {});
  const line = JSON.stringify((await client.events.list.query({ limit: 1 })).items);
  const [toOne, apart, bareApart] = [[], [], []];
  for (let round = -3; round < rounds; round += 1) {
    // The log is looked at four times a second: events fall on all moments between two looks alike.
    await delay(((round + 3) * 70) % 250);
    const [single, each] = [one.next(), many.next()];
    const start = performance.now();
    await client.runs.save_view.mutate({ name: `view ${round}`, query: { q: 'benchmark' } });
    const [{ lastMs: singleMs }, { firstMs, lastMs }] = await Promise.all([single, each]);
    const bareEach = bareMany.next();
    bare.tell(line);
    const told = await bareEach;
    if (round < 0) continue;
    toOne.push(singleMs - start);
    apart.push({ all: lastMs - start, ms: lastMs - firstMs });
    bareApart.push(told.lastMs - told.firstMs);
  }
  for (const streams of [one, many, bareMany]) streams.close();
  const allMs = apart.map(({ all }) => all);
  const spread = apart.map(({ ms }) => ms);
  return [
    {
      name: `an event to the last of ${subscribers} live subscribers, to one`,
      value: median(allMs.map((ms, round) => ms / toOne[round])),
      unit: 'ratio',
      detail: `${median(allMs).toFixed(0)} ms and ${median(toOne).toFixed(0)} ms`,
    },
    {
      name: `from the first to the last of ${subscribers} live subscribers, to a server that does nothing else`,
      value: median(spread.map((ms, round) => ms / bareApart[round])),
      unit: 'ratio',
      detail: `${median(spread).toFixed(1)} ms and ${median(bareApart).toFixed(1)} ms`,
    },
  ];
}
