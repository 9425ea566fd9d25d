import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { declarationText } from './declaration-text.mjs';

const nameOf = (node) => node?.name ?? node?.value;

const files = new Map();

const read = (path) => {
  if (!files.has(path)) {
    const source = readFileSync(path, 'utf8');
    const { program, comments, errors } = parseSync(path, source);
    if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
    files.set(path, { path, source, comments, statements: program.body });
  }
  return files.get(path);
};

const isDeclaration = (node) => node !== null && node !== undefined && !/^(Import|Export)/.test(node.type);

const namesIn = (declaration) =>
  declaration.type === 'VariableDeclaration'
    ? declaration.declarations.map(({ id }) => nameOf(id))
    : [nameOf(declaration.id)].filter(Boolean);

/** What a module calls `name` and has from another one: `{ source, name }` there, or undefined. */
const importedAs = (file, name) => {
  for (const { type, source, specifiers } of file.statements) {
    for (const each of (source && specifiers) ?? []) {
      const [here, there] =
        type === 'ImportDeclaration' ? [each.local, each.imported] : [each.exported, each.local];
      if (nameOf(here) === name) return { source: source.value, name: nameOf(there) };
    }
  }
  return undefined;
};

const declarationFile = (path, specifier) => {
  const wanted = join(dirname(path), specifier.replace(/js$/, 'd.ts'));
  return specifier.startsWith('.') && existsSync(wanted) ? wanted : undefined;
};

/** Where a name that a module uses is declared, `{ path, name, text, uses }`; undefined outside of the package. */
const declared = (path, name) => {
  const file = read(path);
  const nodes = file.statements
    .map((node) => (isDeclaration(node.declaration) ? node.declaration : node))
    .filter((node) => isDeclaration(node) && namesIn(node).includes(name));
  if (nodes.length > 0) {
    const parts = nodes.map((node) => declarationText(node, file));
    return {
      path,
      name,
      text: parts.map(({ text }) => text).join('\n'),
      uses: parts.flatMap(({ uses }) => uses),
    };
  }
  const imported = importedAs(file, name);
  const target = imported && declarationFile(path, imported.source);
  return target && declared(target, imported.name);
};

const exportedHere = (path, node) => {
  if (node.type === 'ExportAllDeclaration')
    throw new Error(`${path}: "export *" does not name what it exports`);
  if (node.type !== 'ExportNamedDeclaration') return [];
  const names = node.declaration
    ? namesIn(node.declaration)
    : node.specifiers.map((each) => nameOf(each.exported));
  return names.map((name) => {
    const from = node.source?.value;
    return {
      as: name,
      from,
      ...(declared(path, name) ?? { path: from, name, text: `export { ${name} } from '${from}';`, uses: [] }),
    };
  });
};

const keyOf = ({ path, name }) => `${path}#${name}`;

/** What exported declarations use without its being exported, sorted by name, as `{ name, text }`. */
export const usedBy = (exported) => {
  const seen = new Set(exported.map(keyOf));
  const found = [];
  const queue = [...exported];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const use of next.uses) {
      const path = use.from === undefined ? next.path : declarationFile(next.path, use.from);
      const target = path && declared(path, use.name);
      if (target === undefined || seen.has(keyOf(target))) continue;
      seen.add(keyOf(target));
      found.push(target);
      queue.push(target);
    }
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** What a module of declarations exports, in its order, as `{ as, from, text }`. */
export const exportsOf = (path) => {
  const exported = read(path).statements.flatMap((node) => exportedHere(path, node));
  // Each overload is a statement of its own, and tells them all.
  return [...new Map(exported.map((each) => [each.as, each])).values()];
};
