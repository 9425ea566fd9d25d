/**
 * A process that migrates, for tests to kill: its arguments are the database's URL and the folder of migrations. At the
 * end it tells what it still waits for.
 */
import { migrate } from '../migrate/migrate.js';

const [url = '', folder = ''] = process.argv.slice(2);
await migrate(url, folder);
console.log(JSON.stringify(process.getActiveResourcesInfo()));
