import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bootstrap } from '../lib/bootstrap.mjs';
import { main } from '../lib/main.mjs';
import { progressOn, StepFailure } from '../lib/progress.mjs';
import { root } from '../lib/root.mjs';

const built = (name) => import(pathToFileURL(join(root, 'packages', name)).href);

// npm run seed:demo [-- --force] [-- --scale 0.1]: fills the database of UET_HOME or DATABASE_URL with a made-up
// history of 2,000 runs, to look at and to develop with.
main(async () => {
  const { values } = parseArgs({
    options: { force: { type: 'boolean', default: false }, scale: { type: 'string', default: '1' } },
  });
  const scale = Number(values.scale);
  if (!(scale > 0 && scale <= 10)) throw new StepFailure('--scale is a number above 0, 10 at most');
  await bootstrap(progressOn(process.stderr));
  const [{ readConfig }, { migrate, openDatabase, productMigrations }, { seedDemo }] = await Promise.all([
    built('runtime/dist/index.js'),
    built('db/dist/index.js'),
    built('db/dist/testing/index.js'),
  ]);
  const { home, databaseUrl } = readConfig(process.env);
  const where = databaseUrl === null ? { home } : { home, url: databaseUrl };
  const database = await openDatabase({ ...where, log: console.error });
  try {
    await migrate(database.url, productMigrations);
    const { runs, rows, events } = await seedDemo(database.pool, { home, scale, force: values.force });
    console.log(
      `${runs} runs, ${rows} rows and ${events} events were written; logs are in ${join(home, 'logs')}`,
    );
    return 0;
  } catch (error) {
    if (error.hint === undefined) throw error;
    throw new StepFailure(`${error.message}. ${error.hint}`);
  } finally {
    await database.close();
  }
});
