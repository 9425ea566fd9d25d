import { createHash } from 'node:crypto';
import type { ObjectPlace, ObjectType } from './object-place.js';

type ObjectFormat = ObjectPlace['objectFormat'];

/** The bytes in front of an object's content, in its hash as in its file: `<type> <size>` and a zero byte. */
export function objectHeader(type: ObjectType, size: number): Buffer {
  return Buffer.from(`${type} ${size}\0`, 'latin1');
}

/** The id that git gives to an object with this type and content, in hex. */
export function objectId(format: ObjectFormat, type: ObjectType, bytes: Uint8Array): string {
  return createHash(format).update(objectHeader(type, bytes.length)).update(bytes).digest('hex');
}

/** How many bytes an id has inside a tree or an index: 20 or 32. */
export function idLength(format: ObjectFormat): number {
  return format === 'sha1' ? 20 : 32;
}

/** As short as git itself abbreviates; two contents of one path that share so much do not occur by chance. */
const minIdLength = 7;

/** True where a patch has an id that is long enough to mean something. */
export function isUsable(patchId: string | undefined): patchId is string {
  return patchId !== undefined && patchId.length >= minIdLength;
}

/** True where an id from a patch, full or abbreviated, means this object. */
export function meansId(patchId: string | undefined, id: string): boolean {
  return isUsable(patchId) && id.startsWith(patchId);
}
