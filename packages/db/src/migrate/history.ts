import { UetError } from '@uet/core';
import type pg from 'pg';
import { isSameScript, type Migration } from './migrations-folder.js';

/** How the migrations in the tree and those that a database has seen compare, each list in the order of names. */
export interface MigrationStatus {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
  /** Applied, but the file is another one now. */
  readonly edited: readonly string[];
  /** Applied, but not in the tree: a newer version of the program was here. */
  readonly unknown: readonly string[];
  /** Begun and neither finished nor rolled back. */
  readonly failed: readonly string[];
  /** The job queue's own tables: graphile-worker keeps a history of its own. */
  readonly jobQueue: 'current' | 'behind' | 'newer';
}

/** Runs one query: a pool, or one of its connections. */
export type Queryable = Pick<pg.Pool, 'query'>;

/** The revision of graphile-worker's tables that the installed version makes (the number of its last migration). */
export const jobQueueRevision = 19;

interface HistoryRow {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

interface RevisionRow {
  readonly revision: number | null;
  readonly breaking: number | null;
}

const tables = `select to_regclass('_prisma_migrations') is not null as history,
  to_regclass('graphile_worker.migrations') is not null as queue`;
const history = `select migration_name, checksum, finished_at is not null as finished
  from _prisma_migrations where rolled_back_at is null`;
const revisions = `select max(id) as revision, max(id) filter (where breaking) as breaking
  from graphile_worker.migrations`;

/** Compares, in queries of which none fails: inside a transaction, a failure would be its end. */
export async function readStatus(
  database: Queryable,
  migrations: readonly Migration[],
): Promise<MigrationStatus> {
  const there = (await database.query<{ history: boolean; queue: boolean }>(tables)).rows[0];
  const rows = there?.history === true ? (await database.query<HistoryRow>(history)).rows : [];
  const queue = there?.queue === true ? (await database.query<RevisionRow>(revisions)).rows : [];
  return { ...compare(migrations, rows), jobQueue: compareQueue(queue[0]) };
}

/** True if there is nothing to do and nothing to complain of. */
export function isCurrent(status: MigrationStatus): boolean {
  const { pending, edited, unknown, failed, jobQueue } = status;
  return pending.length + edited.length + unknown.length + failed.length === 0 && jobQueue === 'current';
}

/** Throws `database_failed` where migrating would make things worse, and says what to do instead. */
export function refuseBadHistory({ unknown, edited, failed, jobQueue }: MigrationStatus): void {
  if (unknown.length > 0 || jobQueue === 'newer') {
    const what =
      unknown.length > 0 ? `It has the migrations ${unknown.join(', ')}` : 'Its job queue is newer';
    throw new UetError('database_failed', `A newer version of UET has used this database. ${what}.`, {
      hint: 'Update UET, or use another database.',
    });
  }
  if (edited.length > 0) {
    throw new UetError(
      'database_failed',
      `Migrations were changed after this database had seen them: ${edited.join(', ')}.`,
      {
        hint: 'Restore the files; make changes in a new migration.',
      },
    );
  }
  if (failed.length > 0) {
    throw new UetError(
      'database_failed',
      `Migrations failed half-way, under another program: ${failed.join(', ')}.`,
      {
        hint: 'Undo what they did, then: npx prisma migrate resolve --rolled-back <name>',
      },
    );
  }
}

function compare(
  migrations: readonly Migration[],
  rows: readonly HistoryRow[],
): Omit<MigrationStatus, 'jobQueue'> {
  const finished = new Map(
    rows.filter((row) => row.finished).map((row) => [row.migration_name, row.checksum]),
  );
  const unfinished = rows.filter((row) => !row.finished).map((row) => row.migration_name);
  const local = new Set(migrations.map(({ name }) => name));
  const names = (kept: (migration: Migration) => boolean) => migrations.filter(kept).map(({ name }) => name);
  return {
    applied: names(({ name }) => finished.has(name)),
    pending: names(({ name }) => !finished.has(name)),
    edited: names((migration) => {
      const checksum = finished.get(migration.name);
      return checksum !== undefined && !isSameScript(migration, checksum);
    }),
    unknown: [...finished.keys()].filter((name) => !local.has(name)).sort(),
    failed: [...new Set(unfinished)].filter((name) => !finished.has(name)).sort(),
  };
}

function compareQueue(row: RevisionRow | undefined): MigrationStatus['jobQueue'] {
  const revision = row?.revision ?? 0;
  if (revision < jobQueueRevision) return 'behind';
  return (row?.breaking ?? 0) > jobQueueRevision ? 'newer' : 'current';
}
