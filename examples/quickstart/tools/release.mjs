// Gives a version to what CHANGELOG.md has under "Unreleased", and puts it into package.json.
//   node release.mjs VERSION
import { readFileSync, writeFileSync } from 'node:fs';

const [version] = process.argv.slice(2);
const edit = (path, from, to) => {
  const text = readFileSync(path, 'utf8');
  if (!from.test(text)) throw new Error(`${path} has nothing like ${from}`);
  writeFileSync(path, text.replace(from, to));
};

edit('package.json', /"version": "[^"]*"/, `"version": "${version}"`);
edit('CHANGELOG.md', /^## Unreleased$/m, `## ${version}`);
console.log(`released ${version}`);
