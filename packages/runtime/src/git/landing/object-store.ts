import { UetError } from '@uet/core';
import type { GitPlace } from '../git-environment.js';
import { idLength, objectId } from './object-id.js';
import type { GitObject, ObjectPlace, ObjectType } from './object-place.js';
import { type ObjectReader, openObjectReader } from './object-reader.js';
import { type ObjectSettings, readObjectSettings } from './object-settings.js';
import { type NewObject, writeObjects } from './object-writer.js';
import { makeScratchRepository } from './scratch-repository.js';

/** The objects of one repository: read through a cache, written in batches. */
export interface ObjectStore {
  readonly place: ObjectPlace;
  /** For git commands that need nothing of the repository but its objects: see {@link makeScratchRepository}. */
  readonly scratch: GitPlace & { readonly cwd: string };
  /** Takes an id, full or abbreviated; null where the repository has no such object, or several. */
  read(id: string): Promise<GitObject | null>;
  /** Whether the repository has this object at this moment; the cache is not asked. */
  has(id: string): Promise<boolean>;
  /** The content of an object that must be there. Throws `bad_repository` where it is missing or of another type. */
  readAs(id: string, type: ObjectType): Promise<Buffer>;
  /** A new, empty set of objects to write together. */
  batch(): ObjectBatch;
  /** Ends the reader and removes the scratch folder. */
  close(): Promise<void>;
}

/** Objects that exist in memory only, until {@link ObjectBatch.write}: a refused candidate leaves nothing behind. */
export interface ObjectBatch {
  /** Adds an object and returns its id. What it names must be added before it, or exist. */
  add(type: ObjectType, bytes: Buffer): string;
  /** As {@link ObjectStore.readAs}, the objects of this batch included. */
  readAs(id: string, type: ObjectType): Promise<Buffer>;
  /** Forgets all that was added. */
  clear(): void;
  /** Writes all objects, in the order they were added. */
  write(): Promise<void>;
}

const maxCachedBytes = 32 * 1024 * 1024;
const maxCachedObjectBytes = 1024 * 1024;

interface ObjectCache {
  get(id: string): GitObject | undefined;
  set(id: string, object: GitObject): void;
}

/** Keeps what was used last. Content never changes under its id, so nothing here can be out of date. */
function objectCache(): ObjectCache {
  const kept = new Map<string, GitObject>();
  let size = 0;
  return {
    get(id) {
      const object = kept.get(id);
      if (object === undefined) return undefined;
      kept.delete(id);
      kept.set(id, object);
      return object;
    },
    set(id, object) {
      if (object.bytes.length > maxCachedObjectBytes || kept.has(id)) return;
      kept.set(id, object);
      size += object.bytes.length;
      for (const [oldest, { bytes }] of kept) {
        if (size <= maxCachedBytes) break;
        kept.delete(oldest);
        size -= bytes.length;
      }
    },
  };
}

function checked(id: string, type: ObjectType, object: GitObject | null | undefined): Buffer {
  if (object?.type === type) return object.bytes;
  const found = object === null || object === undefined ? 'is missing' : `is a ${object.type}, not a ${type}`;
  throw new UetError('bad_repository', `the object ${id} ${found}`, {
    hint: 'Run `git fsck` in the repository; a shallow or partial clone may have to be completed first.',
  });
}

interface Parts {
  readonly place: ObjectPlace;
  readonly settings: ObjectSettings;
  readonly cache: ObjectCache;
  readonly readAs: ObjectStore['readAs'];
}

function startBatch({ place, settings, cache, readAs }: Parts): ObjectBatch {
  const news = new Map<string, NewObject & GitObject>();
  return {
    add(type, bytes) {
      const id = objectId(place.objectFormat, type, bytes);
      if (!news.has(id)) news.set(id, { id, type, bytes });
      return id;
    },
    async readAs(id, type) {
      const found = news.get(id);
      return found === undefined ? readAs(id, type) : checked(id, type, found);
    },
    clear: () => news.clear(),
    async write() {
      await writeObjects(place, settings, news.values());
      for (const object of news.values()) cache.set(object.id, { type: object.type, bytes: object.bytes });
    },
  };
}

function readThrough(
  reader: ObjectReader,
  cache: ObjectCache,
  format: ObjectPlace['objectFormat'],
): ObjectStore['read'] {
  return async (id) => {
    const cached = cache.get(id);
    if (cached !== undefined) return cached;
    const object = await reader.read(id);
    const isFullId = id.length === idLength(format) * 2;
    // Copied where it is small: a view would keep the whole chunk of the stream in memory.
    if (object !== null && isFullId && object.bytes.length <= maxCachedObjectBytes) {
      cache.set(id, { type: object.type, bytes: Buffer.from(object.bytes) });
    }
    return object;
  };
}

/** Opens the objects of a repository; `scratchParent` is where a small temporary folder may be made. */
export async function openObjectStore(place: ObjectPlace, scratchParent?: string): Promise<ObjectStore> {
  const settings = await readObjectSettings(place);
  const scratch = await makeScratchRepository(place, settings, scratchParent);
  const reader = openObjectReader(scratch.place);
  const cache = objectCache();
  const read = readThrough(reader, cache, place.objectFormat);
  const readAs = async (id: string, type: ObjectType): Promise<Buffer> => checked(id, type, await read(id));
  return {
    place,
    scratch: scratch.place,
    read,
    has: reader.has,
    readAs,
    batch: () => startBatch({ place, settings, cache, readAs }),
    async close() {
      await reader.close();
      await scratch.remove();
    },
  };
}
