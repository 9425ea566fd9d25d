import { createHash } from 'node:crypto';
import { idLength } from './object-id.js';
import type { ObjectPlace } from './object-place.js';
import type { TreeEntry } from './tree-entries.js';

/** The entries of an index by path (bytes as Latin-1 text), and the paths that are in conflict. */
export interface IndexContent {
  readonly entries: ReadonlyMap<string, TreeEntry>;
  readonly conflicts: readonly string[];
}

/** Up to and including the flags: ten 32-bit fields, the id, two bytes. */
const fixedFieldsLength = 40;
const modeOffset = 24;
const maxNameLength = 0xfff;

function encodeEntry(path: string, entry: TreeEntry, length: number): Buffer {
  const nameAt = fixedFieldsLength + length + 2;
  // At least one zero byte ends the name; entries are aligned to eight bytes.
  const bytes = Buffer.alloc((nameAt + path.length + 8) & ~7);
  bytes.writeUInt32BE(Number.parseInt(entry.mode, 8), modeOffset);
  bytes.write(entry.id, fixedFieldsLength, 'hex');
  bytes.writeUInt16BE(Math.min(path.length, maxNameLength), nameAt - 2);
  bytes.write(path, nameAt, 'latin1');
  return bytes;
}

/**
 * The bytes of an index file (version 2, gitformat-index) with these entries and nothing known of any work tree:
 * written here because it saves a `git update-index` for each patch that git is asked about.
 */
export function encodeIndex(
  entries: ReadonlyMap<string, TreeEntry>,
  format: ObjectPlace['objectFormat'],
): Buffer {
  const paths = [...entries.keys()].sort((a, b) => (a < b ? -1 : 1));
  const header = Buffer.from('DIRC\0\0\0\u0002\0\0\0\0', 'latin1');
  header.writeUInt32BE(paths.length, 8);
  const chunks: Buffer[] = [header];
  for (const path of paths) {
    const entry = entries.get(path);
    if (entry !== undefined) chunks.push(encodeEntry(path, entry, idLength(format)));
  }
  const body = Buffer.concat(chunks);
  return Buffer.concat([body, createHash(format).update(body).digest()]);
}

/** Reads the output of `git ls-files --stage -z`: `<mode> <id> <stage>\t<path>\0` over and over. */
export function parseStages(output: Buffer): IndexContent {
  const entries = new Map<string, TreeEntry>();
  const conflicts = new Set<string>();
  for (const line of output.toString('latin1').split('\0')) {
    const [, mode, id, stage, path] = /^(\d+) ([0-9a-f]+) ([0-3])\t(.*)$/s.exec(line) ?? [];
    if (mode === undefined || id === undefined || path === undefined) continue;
    if (stage === '0') entries.set(path, { mode, id });
    else conflicts.add(path);
  }
  return { entries, conflicts: [...conflicts] };
}
