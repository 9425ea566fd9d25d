import { setTimeout as wait } from 'node:timers/promises';
import type { Store, TableName, Tables, Where } from '@uet/core';
import type { RunState } from '@uet/schemas';
import { type Engine, type Session, startEngine } from '../../src/index.js';
import { openPlace } from './open-place.js';
import type { RunPlace } from './run-place.js';
import { samplePlaces } from './sample-places.js';
import { startTemplate } from './start-template.js';

/** A place in which a server would run: it takes over runs whose own process is gone. */
export interface OperatedPlace {
  readonly place: RunPlace;
  readonly session: Session;
  /** Starts a run of a template on `main`, in the pool `default` unless told otherwise (null: one of its own). */
  start(text: string, pool?: string | null): Promise<RunState>;
  /** Starts a worker process in this one, which ends with the test. */
  serve(slots?: number, pool?: string): Promise<Engine>;
}

/** Has the tests of a file use places of their own, each with a database and a repository that holds `base.txt`. */
export function operatedPlaces(): (use: (place: OperatedPlace) => Promise<void>) => Promise<void> {
  const { inPlace } = samplePlaces();
  return (use) =>
    inPlace(async (place) => {
      const session = await openPlace(place, { defaultPool: 'default' });
      const engines: Engine[] = [];
      try {
        await use({
          place,
          session,
          start: (text, pool = 'default') =>
            startTemplate(session.context, {
              text,
              repository: place.repository,
              target: 'main',
              slots: 4,
              pool: pool ?? undefined,
            }),
          async serve(slots = 2, pool = 'default') {
            const { context, database } = session;
            const engine = await startEngine({ context, database: database.pool, pool, slots });
            engines.push(engine);
            return engine;
          },
        });
      } finally {
        for (const engine of engines) await engine.stop();
        await session.close();
      }
    });
}

/** The first row that fits, as soon as there is one. */
export async function untilFound<T extends TableName>(
  store: Store,
  table: T,
  where: Where<T>,
): Promise<Tables[T]> {
  for (;;) {
    const [row] = await store.list(table, where, { limit: 1 });
    if (row !== undefined) return row;
    await wait(20);
  }
}
