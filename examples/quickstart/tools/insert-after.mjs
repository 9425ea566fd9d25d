// Inserts lines behind the only line that holds a text, in as many files as are given.
//   node insert-after.mjs FILE TEXT LINES [FILE TEXT LINES]…
import { readFileSync, writeFileSync } from 'node:fs';

const given = process.argv.slice(2);
for (let at = 0; at + 2 < given.length; at += 3) {
  const [path, text, inserted] = given.slice(at, at + 3);
  const lines = readFileSync(path, 'utf8').split('\n');
  const places = lines.flatMap((line, index) => (line.includes(text) ? [index] : []));
  if (places.length !== 1)
    throw new Error(`${path} has ${places.length} lines with "${text}", and one is needed`);
  lines.splice(places[0] + 1, 0, ...inserted.trimEnd().split('\n'));
  writeFileSync(path, lines.join('\n'));
  console.log(`changed ${path}`);
}
