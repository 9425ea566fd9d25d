import { UetError } from '@uet/core';
import pg from 'pg';
import { databaseError } from '../database-error.js';
import { engineAdapter, type RefusedScript } from './engine-adapter.js';
import { isCurrent, type MigrationStatus, readStatus, refuseBadHistory } from './history.js';
import { type Migration, readMigrations } from './migrations-folder.js';
import { type MigrationTarget, withMigrationSession } from './one-session.js';
import { migrationList, noFilter, openSchemaEngine } from './schema-engine.js';

/**
 * Brings a database to the state of the migrations in this folder, and the job queue's tables to theirs; answers which
 * migrations it applied. All of them are applied in one transaction, in which no `create index concurrently` can be:
 * a kill or an error leaves the database as it was. Any number of processes may call it at once. Costs one query where
 * there is nothing to do. `database_failed` where the history does not fit or a migration does not apply.
 */
export async function migrate(target: MigrationTarget, folder: string): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(folder);
  try {
    const status = await statusOf(target, migrations);
    if (isCurrent(status)) return { applied: [] };
    refuseBadHistory(status);
    return await withMigrationSession(target, async (session) => {
      // Again, now that nobody else can change it.
      const { pending } = await readStatus(session, migrations);
      if (pending.length > 0) await applyPending(session, folder, migrations);
      await migrateJobQueue(session);
      return { applied: [...pending] };
    });
  } catch (error) {
    throw databaseError(error, 'The database could not be migrated');
  }
}

/** Compares a database with the migrations in this folder; changes nothing. */
export async function migrationStatus(target: MigrationTarget, folder: string): Promise<MigrationStatus> {
  try {
    return await statusOf(target, await readMigrations(folder));
  } catch (error) {
    throw databaseError(error, 'The migrations of the database could not be read');
  }
}

async function statusOf(target: MigrationTarget, migrations: readonly Migration[]): Promise<MigrationStatus> {
  if (typeof target !== 'string') return readStatus(target, migrations);
  const client = new pg.Client({ connectionString: target });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await readStatus(client, migrations);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function applyPending(
  session: pg.Pool,
  folder: string,
  migrations: readonly Migration[],
): Promise<void> {
  const refused: RefusedScript[] = [];
  const engine = await openSchemaEngine(engineAdapter(session, refused), undefined);
  try {
    await session.query('begin');
    await engine.applyMigrations({ migrationsList: migrationList(folder, migrations), filters: noFilter });
    await session.query('commit');
  } catch (error) {
    await session.query('rollback').catch(() => undefined);
    const [first] = refused;
    throw first === undefined ? error : doesNotApply(first, migrations);
  } finally {
    engine.free();
  }
}

function doesNotApply({ script, error }: RefusedScript, migrations: readonly Migration[]): UetError {
  const name = migrations.find(({ sql }) => sql === script)?.name ?? 'unknown';
  const { message, position } = error as pg.DatabaseError;
  const line = position === undefined ? '' : `:${script.slice(0, Number(position)).split('\n').length}`;
  return new UetError(
    'database_failed',
    `A migration does not apply: ${message}. The database is as it was.`,
    {
      where: `${name}/migration.sql${line}`,
      hint: 'If the database was changed by hand, undo that; else report this as a fault of UET.',
      cause: error,
    },
  );
}

async function migrateJobQueue(session: pg.Pool): Promise<void> {
  const { Logger, runMigrations } = await import('graphile-worker');
  await runMigrations({ pgPool: session, logger: new Logger(() => () => undefined) });
}
