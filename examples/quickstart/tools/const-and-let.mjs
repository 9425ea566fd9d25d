// A codemod: says `const` or `let` where a file says `var`.
//   node const-and-let.mjs FOLDER
//
// It reads lines, not syntax, and it can be wrong: what makes it good enough is the gate behind it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const indentOf = (line) => line.length - line.trimStart().length;

/** The lines in which a name lives that is declared at `start`: up to the first one that is indented less. */
const blockAt = (lines, start) => {
  const end = lines.findIndex(
    (line, at) => at > start && line !== '' && indentOf(line) < indentOf(lines[start]),
  );
  return lines.slice(start + 1, end === -1 ? lines.length : end);
};

const isAssigned = (lines, name) =>
  lines.some((line) => new RegExp(`(?<![.\\w])${name}\\s*(=(?![=>])|[-+*/]=|\\+\\+|--)`).test(line));

const modernize = (lines) =>
  lines.map((line, at) => {
    const found = /^(\s*)var (\w+|\{)/.exec(line);
    if (found === null) return line.replace(/^(\s*for \()var /, '$1let ');
    const [, indent, name] = found;
    const word = name !== '{' && isAssigned(blockAt(lines, at), name) ? 'let' : 'const';
    return `${indent}${word}${line.slice(indent.length + 'var'.length)}`;
  });

const [folder = 'src'] = process.argv.slice(2);
for (const name of readdirSync(folder).filter((each) => each.endsWith('.js'))) {
  const path = join(folder, name);
  const before = readFileSync(path, 'utf8');
  const after = modernize(before.split('\n')).join('\n');
  if (after === before) continue;
  writeFileSync(path, after);
  console.log(`rewrote ${path}`);
}
