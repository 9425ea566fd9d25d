import type { Database } from '@uet/db';
import type { EngineContext } from './engine-context.js';

/** What a worker process is started with. */
export interface EngineOptions {
  readonly context: EngineContext;
  readonly database: Database['pool'];
  /** The worker pool whose jobs it takes. */
  readonly pool: string;
  /** How many tasks it runs at once. */
  readonly slots: number;
}
