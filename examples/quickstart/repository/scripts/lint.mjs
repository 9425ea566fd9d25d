// Rules that a reader of this code can count on. Prints TAP: one test a file.
//   node scripts/lint.mjs           what holds always
//   node scripts/lint.mjs --style   and how it is written: no var, no tabs, no spaces at the end of a line
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((path) => /\.(js|mjs|md)$/.test(path))
    .sort();

const linesThat = (text, pattern) =>
  text.split('\n').flatMap((line, index) => (pattern.test(line) ? [index + 1] : []));

const always = {
  'begins with a comment that says what the file is': (path, text) =>
    path.startsWith('src/') && !text.startsWith('/**') ? [1] : [],
  'has no debugger statement': (_, text) => linesThat(text, /^\s*debugger\b/),
  'has no conflict marker': (_, text) => linesThat(text, /^(<{7}|>{7}) /),
  'imports files that are there': (path, text) =>
    text.split('\n').flatMap((line, index) => {
      const target = /^import .*from '(\.[^']+)';$/.exec(line)?.[1];
      return target === undefined || existsSync(join(dirname(path), target)) ? [] : [index + 1];
    }),
};

const style = {
  'says const or let, not var': (path, text) => (path.endsWith('.md') ? [] : linesThat(text, /^\s*(for \()?var\b/)),
  'has no tabs': (_, text) => linesThat(text, /\t/),
  'has no spaces at the end of a line': (_, text) => linesThat(text, / $/),
  'has no two empty lines in a row': (_, text) => (/\n\n\n/.test(text) ? [1] : []),
  'ends with one line break': (_, text) => (/[^\n]\n$/.test(text) ? [] : [text.split('\n').length]),
};

const rules = process.argv.includes('--style') ? { ...always, ...style } : always;
const paths = ['README.md', ...['src', 'test', 'docs', 'scripts'].flatMap(filesIn)];

console.log('TAP version 13');
console.log(`1..${paths.length}`);
for (const [index, path] of paths.entries()) {
  const text = readFileSync(path, 'utf8');
  const broken = Object.entries(rules).flatMap(([rule, linesOf]) =>
    linesOf(path, text).map((line) => ({ rule, line })),
  );
  console.log(`${broken.length === 0 ? 'ok' : 'not ok'} ${index + 1} - ${path}`);
  for (const { rule, line } of broken) console.log(`  # ${path}:${line} breaks "${rule}"`);
  if (broken.length > 0) process.exitCode = 1;
}
