import { setTimeout as delay } from 'node:timers/promises';
import { UetError } from '@uet/core';
import type pg from 'pg';
import { databaseError, troubleOf } from './database-error.js';

/** How a transaction is run. */
export interface TransactionOptions {
  /** Default: PostgreSQL's, read committed. */
  readonly isolation?: 'repeatable read' | 'serializable';
  /** Times it is run at most. Default 5. */
  readonly attempts?: number;
}

const firstWaitMs = 20;

/**
 * Runs `work` in one transaction. Where PostgreSQL gave it up because of another one, or the connection was lost
 * before the commit was sent, nothing has happened, and it is run again: `work` must do nothing but query this
 * client. Lost while committing, the outcome is unknown: `database_unavailable`, not repeated. Errors of `work` itself
 * and of statements that PostgreSQL refused are passed on as they are.
 */
export async function withTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const { attempts = 5, isolation } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(pool, work, isolation);
    } catch (error) {
      const trouble = error instanceof UetError ? 'refused' : troubleOf(error);
      if (trouble === 'refused') throw error;
      if (trouble === 'full' || attempt >= attempts)
        throw databaseError(error, 'The transaction did not succeed');
      // Half at random, so that two that met do not meet again.
      const waitMs = firstWaitMs * 2 ** (attempt - 1) * (trouble === 'unavailable' ? 4 : 1);
      await delay(waitMs * (0.5 + Math.random() / 2));
    }
  }
}

async function runOnce<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  isolation: TransactionOptions['isolation'],
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query(isolation === undefined ? 'begin' : `begin isolation level ${isolation}`);
    const result = await work(client);
    await commit(client);
    return result;
  } catch (error) {
    broken = await rollBack(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

async function commit(client: pg.PoolClient): Promise<void> {
  try {
    const { command } = await client.query('commit');
    // PostgreSQL answers so if an earlier statement had failed and `work` went on regardless.
    if (command === 'ROLLBACK') throw new UetError('internal', 'A failed transaction was to be committed.');
  } catch (error) {
    if (error instanceof UetError || troubleOf(error) !== 'unavailable') throw error;
    throw new UetError(
      'database_unavailable',
      'The connection was lost during a commit; its outcome is unknown.',
      {
        hint: 'Read the state again before repeating anything.',
        cause: error,
      },
    );
  }
}

/** True if the connection cannot be used again. */
async function rollBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return false;
  } catch {
    return true;
  }
}
