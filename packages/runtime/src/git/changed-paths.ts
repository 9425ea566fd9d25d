import { accessSync, constants, lstatSync, type Stats } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { quotePath, UetError } from '@uet/core';
import { type GitOptions, git } from './git.js';
import { bytePath } from './trash.js';

/** Files looked at between two turns of the event loop: 500 take about 4 ms. */
const sliceLength = 500;

/** Something in a worktree that no patch can hold; it is left out, and named. */
export interface SkippedPath {
  readonly path: string;
  /** A git repository inside the worktree; what is in it is not captured either. */
  readonly reason: 'nested_repository';
}

/** What may differ from the base, before any of it is read. */
export interface ChangedPaths {
  /** True when nothing is changed, deleted or new. */
  readonly none: boolean;
  /** Byte strings of the nested repositories, without a slash at the end. */
  readonly nested: readonly string[];
}

/** A byte string as a message or a document may hold it; bytes that are no text become U+FFFD. */
export const shownPath = (bytes: string): string => quotePath(Buffer.from(bytes, 'latin1').toString());

/** The error for what a tool left behind that cannot be captured as it is. */
export function captureFailed(message: string, hint: string, where?: string): UetError {
  return new UetError('capture_failed', message, { hint, ...(where === undefined ? {} : { where }) });
}

interface Listed {
  /** Tracked and changed, or untracked and not ignored; not what is gone. */
  readonly present: readonly string[];
  readonly gone: readonly string[];
  readonly nested: readonly string[];
}

/** git passes over what it may not list, so the warning is all that tells of it. */
function assertListed(stderr: string): void {
  const folder = /could not open directory '(.*)': /.exec(stderr)?.[1];
  if (folder === undefined) return;
  throw captureFailed(
    `the folder ${folder} may not be read`,
    'The tool must leave its folders readable.',
    folder,
  );
}

async function list(place: GitOptions, excludesFile: string): Promise<Listed> {
  const { stdout, stderr } = await git(
    [
      '-c',
      `core.excludesFile=${excludesFile}`,
      'ls-files',
      '-z',
      '-t',
      '-o',
      '-m',
      '-d',
      '--exclude-standard',
    ],
    place,
  );
  assertListed(stderr);
  const present = new Set<string>();
  const gone = new Set<string>();
  const nested: string[] = [];
  for (const entry of stdout.toString('latin1').split('\0')) {
    const name = entry.slice(2);
    if (name === '') continue;
    // Only a repository is listed by its folder: of other untracked folders the files are.
    if (entry.startsWith('? ') && name.endsWith('/')) nested.push(name.slice(0, -1));
    else (entry.startsWith('R ') ? gone : present).add(name);
  }
  for (const name of gone) present.delete(name);
  return { present: [...present], gone: [...gone], nested };
}

function describeKind(found: Stats): string | null {
  if (found.isFile() || found.isSymbolicLink() || found.isDirectory()) return null;
  if (found.isFIFO()) return 'a named pipe';
  return found.isSocket() ? 'a socket' : 'a device';
}

function mayRead(file: Buffer): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** Refuses what git could not read, and returns the bytes that it will have to. */
function weigh(root: string, name: string): number {
  const file = bytePath(root, name);
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  const [kind, shown] = [describeKind(found), shownPath(name)];
  if (kind !== null) {
    throw captureFailed(
      `${shown} has become ${kind}`,
      'The tool must leave a file there, or nothing.',
      shown,
    );
  }
  if (!found.isFile()) return 0;
  if (mayRead(file)) return found.size;
  throw captureFailed(`${shown} may not be read`, 'The tool must leave its files readable.', shown);
}

/** git lists files through a folder that became a symbolic link as if nothing had happened. */
function hasLostFolder(root: string, folders: ReadonlySet<string>): boolean {
  for (const folder of folders) {
    if (lstatSync(bytePath(root, folder), { throwIfNoEntry: false })?.isDirectory() !== true) return true;
  }
  return false;
}

/** Finds what has changed and refuses what cannot be captured, reading names and sizes only. */
export async function findChangedPaths(
  place: GitOptions & { readonly workTree: string },
  options: {
    readonly excludesFile: string;
    readonly maxBytes: number;
    /** The folders of the base. */
    readonly folders: ReadonlySet<string>;
  },
): Promise<ChangedPaths> {
  const { present, gone, nested } = await list(place, options.excludesFile);
  let total = 0;
  for (const [index, name] of present.entries()) {
    if (index % sliceLength === sliceLength - 1) await nextTurn();
    total += weigh(place.workTree, name);
    if (total > options.maxBytes) {
      throw captureFailed(
        `the changed files have more than ${options.maxBytes} bytes, ${shownPath(name)} among them`,
        'Let .gitignore name what is not to be kept, or raise the limit.',
        shownPath(name),
      );
    }
  }
  const isSame = present.length + gone.length === 0 && !hasLostFolder(place.workTree, options.folders);
  return { none: isSame, nested };
}
