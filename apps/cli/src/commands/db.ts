import { migrate as applyMigrations, migrationStatus, productMigrations, withoutPassword } from '@uet/db';
import { type Opened, withDatabase } from '@uet/runtime';
import { print, printJson, tell } from '../output.js';
import { listenForStop } from '../session/stop-signals.js';
import type { Surroundings } from '../surroundings.js';
import { countOf } from '../view/format.js';

interface Options {
  readonly json?: boolean;
}

type MigrationStatus = Awaited<ReturnType<typeof migrationStatus>>;

/** `uet db status`: where the database is, and whether it is up to date. */
export async function status(cli: Surroundings, { json }: Options): Promise<number> {
  return withDatabase({ environment: cli.env }, async (opened) => {
    const found = await migrationStatus(opened.database.pool, productMigrations);
    const facts = factsOf(opened);
    if (json === true) {
      const { jobQueue, applied, ...migrations } = found;
      printJson(cli, { ...facts, applied: applied.length, ...migrations, jobQueue });
    } else {
      print(cli, `${facts.embedded ? 'embedded PostgreSQL' : 'PostgreSQL'} at ${facts.url}`);
      print(cli, `state in ${facts.home}`);
      for (const line of migrationLines(found)) print(cli, line);
    }
    return 0;
  });
}

function migrationLines({ applied, jobQueue, ...odd }: MigrationStatus): string[] {
  const lines = Object.entries(odd).flatMap(([what, names]) =>
    names.length === 0 ? [] : [`${countOf(names.length, 'migration')} ${what}: ${names.join(', ')}`],
  );
  if (jobQueue !== 'current') lines.push(`the tables of the job queue are ${jobQueue}`);
  return lines.length === 0 ? [`up to date (${countOf(applied.length, 'migration')})`] : lines;
}

/** `uet db migrate`: brings the database up to date; says what was applied. */
export async function migrate(cli: Surroundings, { json }: Options): Promise<number> {
  return withDatabase({ environment: cli.env }, async (opened) => {
    const { applied } = await applyMigrations(opened.database.pool, productMigrations);
    if (json === true) printJson(cli, { ...factsOf(opened), applied });
    else if (applied.length === 0) print(cli, 'the database is up to date already');
    else print(cli, `applied ${countOf(applied.length, 'migration')}: ${applied.join(', ')}`);
    return 0;
  });
}

const factsOf = ({ config, database }: Opened) => ({
  url: withoutPassword(database.url),
  embedded: database.embedded,
  home: config.home,
});

/** `uet db url`: the address with its password, for other programs; `--hold` keeps the server there for them. */
export async function url(
  cli: Surroundings,
  { json, hold }: Options & { readonly hold?: boolean },
): Promise<number> {
  const stop = listenForStop(cli.signals, () => undefined);
  try {
    return await withDatabase({ environment: cli.env }, async ({ database }) => {
      if (json === true) printJson(cli, { url: database.url, embedded: database.embedded });
      else print(cli, database.url);
      if (hold === true) await stop.asked;
      else if (database.embedded)
        tell(cli, 'the embedded server runs while a uet command does; --hold keeps it until Ctrl-C');
      return 0;
    });
  } finally {
    stop.dispose();
  }
}
