import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflate, deflateSync } from 'node:zlib';
import { UetError } from '@uet/core';
import { objectHeader } from './object-id.js';
import type { ObjectPlace, ObjectType } from './object-place.js';
import type { ObjectSettings } from './object-settings.js';

/** An object that is ready to be written. */
export interface NewObject {
  readonly id: string;
  readonly type: ObjectType;
  readonly bytes: Uint8Array;
}

/** git's own `core.looseCompression` default. */
const level = 1;
/** Smaller content is compressed on the spot (≤ 5 ms); larger content in zlib's own thread. */
const maxInlineBytes = 256 * 1024;

const deflateAside = promisify(deflate);

function compress(object: NewObject): Buffer | Promise<Buffer> {
  const whole = Buffer.concat([objectHeader(object.type, object.bytes.length), object.bytes]);
  return whole.length > maxInlineBytes ? deflateAside(whole, { level }) : deflateSync(whole, { level });
}

/** A writer's error as a person needs it: no room (`disk_full`), or no right to write here (`bad_repository`). */
export function writeFailure(cause: unknown, path: string): UetError {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new UetError('disk_full', `there is no room left for a git object: ${message}`, {
      where: path,
      hint: 'Make room on this device; nothing was changed, and the same call can be repeated.',
      cause,
    });
  }
  return new UetError('bad_repository', `a git object cannot be written: ${message}`, {
    where: path,
    hint: 'Check who may write in the objects folder of this repository.',
    cause,
  });
}

function makeFolder(path: string, shared: ObjectSettings['shared']): void {
  try {
    mkdirSync(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw cause;
  }
  if (shared === undefined) return;
  const mode = statSync(path).mode & 0o7777;
  const bits = shared.isExact ? (mode & ~0o777) | shared.bits : mode | shared.bits;
  // As git does: who may read a folder may enter it, and new files keep the folder's group.
  chmodSync(path, bits | ((bits & 0o444) >> 2) | 0o2000);
}

function openTemporary(folder: string, shared: ObjectSettings['shared']): { path: string; file: number } {
  // The prefix is git's: `git gc` removes what a killed process left behind under it.
  const path = join(folder, `tmp_obj_${randomBytes(6).toString('hex')}`);
  try {
    return { path, file: openSync(path, 'wx', 0o444) };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    makeFolder(folder, shared);
    return { path, file: openSync(path, 'wx', 0o444) };
  }
}

function fill(file: number, content: Buffer, settings: ObjectSettings): void {
  try {
    for (let done = 0; done < content.length; ) done += writeSync(file, content, done);
    if (settings.shared !== undefined) {
      const bits = settings.shared.bits & ~0o222;
      fchmodSync(file, settings.shared.isExact ? bits : 0o444 | bits);
    }
    if (settings.isSynced) fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** True where the object is there already; its time is renewed, so that a `git gc` beside us keeps it. */
function freshen(path: string): boolean {
  let found: Stats | undefined;
  try {
    found = statSync(path, { throwIfNoEntry: false });
  } catch (cause) {
    throw writeFailure(cause, path);
  }
  // An empty file is what a power cut leaves of an object: it is written again.
  if (found === undefined || found.size === 0) return false;
  try {
    const now = Date.now() / 1000;
    utimesSync(path, now, now);
  } catch {
    // Someone else's file in a shared repository: git cannot renew it either.
  }
  return true;
}

function place(folder: string, path: string, content: Buffer, settings: ObjectSettings): void {
  let temporary: string | undefined;
  try {
    const opened = openTemporary(folder, settings.shared);
    temporary = opened.path;
    fill(opened.file, content, settings);
    renameSync(temporary, path);
  } catch (cause) {
    if (temporary !== undefined) {
      try {
        unlinkSync(temporary);
      } catch {
        // Renamed already, or the device is gone: the first error says more.
      }
    }
    throw writeFailure(cause, path);
  }
}

/** The file of a loose object. */
export function loosePath(objects: ObjectPlace, id: string): string {
  return join(objects.objectsDir, id.slice(0, 2), id.slice(2));
}

/**
 * Writes objects in the order given, each whole or not at all (temporary file, rename). The order matters: an
 * object that names others comes after them, so that a kill never leaves one whose parts are missing.
 * Throws `disk_full` or `bad_repository`.
 *
 * Files are written synchronously: four calls of some microseconds, a third of what a thread pool costs.
 */
export async function writeObjects(
  objects: ObjectPlace,
  settings: ObjectSettings,
  news: Iterable<NewObject>,
): Promise<void> {
  for (const object of news) {
    const path = loosePath(objects, object.id);
    if (freshen(path)) continue;
    const compressed = compress(object);
    const content = compressed instanceof Buffer ? compressed : await compressed;
    place(join(objects.objectsDir, object.id.slice(0, 2)), path, content, settings);
  }
}
