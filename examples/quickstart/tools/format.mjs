// A formatter: two spaces for a tab, nothing at the end of a line, no two empty lines in a row, one line break at
// the end of a file.
//   node format.mjs FOLDER|FILE…
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const filesIn = (path) =>
  statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesIn(join(path, name))) : [path];

const format = (text) =>
  `${text
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', '  ')
    .replaceAll(/ +$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;

for (const path of process.argv.slice(2).flatMap(filesIn)) {
  const before = readFileSync(path, 'utf8');
  const after = format(before);
  if (after === before) continue;
  writeFileSync(path, after);
  console.log(`formatted ${path}`);
}
