import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

/** git reads no deeper than this either. */
const maxDepth = 5;

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** Undoes git's C-style quoting of a line, e.g. `"a\nb\303\274"`. */
function unquote(line: string): string {
  if (!line.startsWith('"')) return line;
  const body = line.slice(1, line.lastIndexOf('"'));
  const bytes = Buffer.from(body).toString('latin1');
  const plain = bytes.replace(/\\([0-7]{3}|.)/gs, (_, escaped: string) =>
    escaped.length === 3 ? String.fromCharCode(Number.parseInt(escaped, 8)) : (escapes[escaped] ?? escaped),
  );
  return Buffer.from(plain, 'latin1').toString();
}

function quote(store: string): string {
  if (!/^["#]|\n/.test(store)) return store;
  return `"${store.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

/** An object directory and, absolute and in git's order, all that it borrows from. */
export async function readObjectStores(objectsDir: string, depth = 0): Promise<string[]> {
  const real = await realpath(objectsDir).catch(() => null);
  if (real === null) return [];
  const text = await readFile(path.join(real, 'info', 'alternates'), 'utf8').catch(() => '');
  const lines =
    depth === maxDepth ? [] : text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const stores = [real];
  for (const line of lines) {
    stores.push(...(await readObjectStores(path.resolve(real, unquote(line)), depth + 1)));
  }
  return [...new Set(stores)];
}

/** The text of an `objects/info/alternates` file that names these object directories. */
export function alternatesText(stores: readonly string[]): string {
  return stores.map((store) => `${quote(store)}\n`).join('');
}
