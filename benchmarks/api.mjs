// The list of runs through the API, next to the bare SQL of a first page; and how long an event takes to 200 live
// subscribers, next to one. On a demo history of 10,000 runs.
// Run after a build: node benchmarks/api.mjs [--runs 10000] [--subscribers 200] [--rounds 30] [--json]
import { parseArgs } from 'node:util';
import { createUetClient } from '../packages/client/dist/index.js';
import { openServer } from './api/bench-server.mjs';
import { median, tell } from './figures.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    subscribers: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '30' },
    json: { type: 'boolean', default: false },
  },
});
const [runs, subscribers, rounds] = [values.runs, values.subscribers, values.rounds].map(Number);
const firstPage = 'select * from runs order by id desc limit 50';

const bench = await openServer({ scale: runs / 2_000 });
try {
  tell('api', [...(await lists()), await fanOut()], { runs, subscribers, rounds });
} finally {
  await bench.close();
}

async function lists() {
  const client = createUetClient({ url: bench.url, token: bench.token });
  const [, next] = await pagesOf(client);
  const asked = {
    'the first page of runs': () => client.runs.list.query({}),
    'a page in the middle': () => client.runs.list.query({ cursor: next }),
    'a search through all runs': () => client.runs.list.query({ search: 'upgrade' }),
    'how many runs are in each state': () => client.runs.counts.query({}),
  };
  const times = Object.fromEntries(['sql', ...Object.keys(asked)].map((name) => [name, []]));
  for (let round = -3; round < rounds; round += 1) {
    const ways = { sql: () => bench.pool.query(firstPage), ...asked };
    for (const [name, ask] of Object.entries(ways)) {
      const took = await timeMs(ask);
      if (round >= 0) times[name].push(took);
    }
  }
  return Object.keys(asked).map((name) => ({
    name: `${name} through the API to SQL for 50 whole rows`,
    value: median(times[name]) / median(times.sql),
    unit: 'ratio',
    detail: `${median(times[name]).toFixed(1)} ms and ${median(times.sql).toFixed(1)} ms`,
  }));
}

/** The cursors of the first pages, up to the middle of the list. */
async function pagesOf(client) {
  const cursors = [null];
  for (let page = 0; page < 5; page += 1) {
    const { next_cursor: cursor } = await client.runs.list.query({ cursor: cursors.at(-1), limit: 200 });
    cursors.push(cursor);
  }
  return [cursors[0], cursors.at(-1)];
}

/** How long one event takes until everybody has it, with many listeners and with one. */
async function fanOut() {
  const [one, all] = [[], []];
  const first = await listen(1);
  for (let round = -2; round < rounds; round += 1) {
    const took = await first.tell();
    if (round >= 0) one.push(took);
  }
  first.end();
  const many = await listen(subscribers);
  for (let round = -2; round < rounds; round += 1) {
    const took = await many.tell();
    if (round >= 0) all.push(took);
  }
  many.end();
  return {
    name: `an event to the last of ${subscribers} live subscribers, to one`,
    value: median(all) / median(one),
    unit: 'ratio',
    detail: `${median(all).toFixed(0)} ms and ${median(one).toFixed(0)} ms`,
  };
}

async function listen(count) {
  const streams = [];
  let told = () => {};
  let waiting = 0;
  const started = Array.from({ length: count }, (_, index) => {
    const client = createUetClient({ url: bench.url, token: bench.token });
    return new Promise((resolve, reject) => {
      streams[index] = client.events.follow.subscribe(
        {},
        {
          onStarted: () => resolve(),
          onError: reject,
          onData: () => {
            waiting -= 1;
            if (waiting === 0) told();
          },
        },
      );
    });
  });
  await Promise.all(started);
  return {
    end() {
      for (const stream of streams) stream.unsubscribe();
    },
    tell: () =>
      timeMs(async () => {
        waiting = count;
        const arrived = new Promise((resolve) => {
          told = resolve;
        });
        await bench.makeEvent();
        await arrived;
      }),
  };
}

async function timeMs(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
