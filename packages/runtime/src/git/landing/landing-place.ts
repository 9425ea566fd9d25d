import type { Repository } from '../inspect-repository.js';
import { type ObjectStore, openObjectStore } from './object-store.js';
import { openRefUpdater, type RefUpdater } from './ref-updater.js';

/** An index that is known to be exactly a commit's tree, as long as its file is the same. */
export interface KnownIndex {
  readonly commit: string;
  /** What `stat` said of the file. */
  readonly file: string;
}

/** A repository with the processes that are kept open to land in it. */
export interface LandingPlace {
  readonly repository: Repository;
  readonly store: ObjectStore;
  readonly refs: RefUpdater;
  /** The indexes that were last written here, by git directory. */
  readonly indexes: Map<string, KnownIndex>;
  /** Ends the processes and removes the scratch folder. */
  close(): Promise<void>;
}

/** Opens a repository for landing; `scratchParent` (default: the system's) is where a temporary folder is made. */
export async function openLandingPlace(
  repository: Repository,
  scratchParent?: string,
): Promise<LandingPlace> {
  const store = await openObjectStore(repository, scratchParent);
  const refs = openRefUpdater(repository.commonDir);
  return {
    repository,
    store,
    refs,
    indexes: new Map(),
    async close() {
      await Promise.all([refs.close(), store.close()]);
    },
  };
}
