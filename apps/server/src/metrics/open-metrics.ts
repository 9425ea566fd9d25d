import { readHealth } from '@uet/runtime';
import { contract } from '@uet/schemas/api';
import type { App } from '../api/app.js';
import { type Catalog, openCatalog } from './catalog.js';
import { countEvents } from './count-events.js';

/** What Prometheus reads. */
export interface Metrics {
  readonly contentType: string;
  readonly read: () => Promise<string>;
  readonly close: () => void;
}

/** How often the event log is counted on between two readings, so that none has much to do, in milliseconds. */
const countMs = 10_000;
const batchSize = 5_000;

/** Opens the metrics: counters follow the event log from now on, gauges are asked for at each reading. */
export function openMetrics(app: App): Metrics {
  const catalog = openCatalog();
  const count = countingOn(app, catalog);
  // What fails now is counted the next time.
  const countOn = (): void => void count().catch(() => undefined);
  countOn();
  const timer = setInterval(countOn, countMs);
  timer.unref();
  return {
    contentType: catalog.registry.contentType,
    async read() {
      await count();
      await Promise.all([readGauges(app, catalog), readCosts(app, catalog)]);
      return catalog.registry.metrics();
    },
    close: () => clearInterval(timer),
  };
}

/** Counts what is new since the last time; one at a time. */
function countingOn({ session: { store }, feed }: App, catalog: Catalog): () => Promise<void> {
  let cursor: string | null = null;
  let counting: Promise<void> = Promise.resolve();
  const work = async (): Promise<void> => {
    cursor ??= await feed.end();
    for (;;) {
      const events = await store.events({ after: cursor, limit: batchSize });
      await countEvents(catalog, store, events);
      cursor = events.at(-1)?.cursor ?? cursor;
      if (events.length < batchSize) return;
    }
  };
  return () => {
    counting = counting.catch(() => undefined).then(work);
    return counting;
  };
}

async function readGauges({ session: { context, database, store } }: App, catalog: Catalog): Promise<void> {
  const [{ queue }, workers, open] = await Promise.all([
    readHealth(context, database.pool),
    store.list('workers', { state: ['idle', 'busy'] }),
    store.list('circuit_breakers', { state: 'open' }),
  ]);
  catalog.queue.reset();
  for (const { name, ready } of queue) catalog.queue.set({ queue: name }, ready);
  catalog.workers.set(workers.length);
  catalog.breakersOpen.set(open.length);
}

/** Sums of the stored costs: they only grow, so they are a counter that survives a new start. */
async function readCosts({ models }: App, catalog: Catalog): Promise<void> {
  const request = contract.costs.by.input.parse({ dimension: 'model', limit: 1000 });
  const { items } = await models.costs.by(request);
  catalog.costs.reset();
  for (const { key, cost_usd: cost } of items)
    catalog.costs.inc({ model: key === '' ? 'none' : key }, Number(cost));
}
