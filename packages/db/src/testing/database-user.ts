/**
 * A process that uses the embedded server, for tests to start, talk to and kill: it says that it is `here` before it
 * starts, then a line of JSON with what it got, and obeys the lines `start` and `stop` on its standard input.
 */
import { createInterface } from 'node:readline';
import { startEmbeddedPostgres } from '../embedded/start.js';

const [home = ''] = process.argv.slice(2);
const say = (what: unknown) => process.stdout.write(`${JSON.stringify(what)}\n`);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

say('here');
await lines.next();
const log: string[] = [];
const database = await startEmbeddedPostgres({ home, durable: false, log: (line) => log.push(line) });
say({ url: database.url, pid: database.pid, adopted: database.adopted });
await lines.next();
await database.stop();
say({ log });
process.exit();
