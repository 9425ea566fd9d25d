// Takes the countries of the carrier's feed into src/zones.js.
//   node refresh-zones.mjs
//
// The feed stands in for a server that hangs up now and then: the first attempt of a task always fails. UET tells
// which attempt it is, waits a moment, and tries again.
import { readFileSync, writeFileSync } from 'node:fs';

if (process.env.UET_ATTEMPT === '1') {
  console.error('the feed of the carrier hung up (ECONNRESET)');
  process.exit(1);
}

const feed = JSON.parse(readFileSync(new URL('feed/zones.json', import.meta.url), 'utf8'));
const path = 'src/zones.js';
const source = readFileSync(path, 'utf8');
const table = /(?<=export const zones = \{\n)[^}]*(?=\};)/;
const known = Object.fromEntries(
  [...table.exec(source)[0].matchAll(/(\w\w): (\d)/g)].map(([, country, zone]) => [country, Number(zone)]),
);
const rows = Object.entries({ ...known, ...feed }).sort(([one], [other]) => (one < other ? -1 : 1));
writeFileSync(
  path,
  source.replace(table, rows.map(([country, zone]) => `  ${country}: ${zone},\n`).join('')),
);
console.log(`${path} has ${rows.length} countries now`);
