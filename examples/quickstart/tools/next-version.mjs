// Says which version comes next. Changes no file: its result is an output, which later tasks are given.
//   node next-version.mjs patch|minor|major
import { appendFileSync, readFileSync } from 'node:fs';

const [kind] = process.argv.slice(2);
const [major, minor, patch] = JSON.parse(readFileSync('package.json', 'utf8')).version.split('.').map(Number);
const next = {
  major: [major + 1, 0, 0],
  minor: [major, minor + 1, 0],
  patch: [major, minor, patch + 1],
}[kind];
const version = next.join('.');
appendFileSync(process.env.UET_OUTPUT_FILE, `version=${version}\n`);
console.log(`the next version is ${version}`);
