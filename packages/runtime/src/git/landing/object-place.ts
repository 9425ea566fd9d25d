/** Where the objects of a repository are kept; every `Repository` is one. */
export interface ObjectPlace {
  /** The git directory whose configuration says how objects are written (the common one of a worktree). */
  readonly commonDir: string;
  readonly objectsDir: string;
  readonly objectFormat: 'sha1' | 'sha256';
}

/** The four kinds of git object. */
export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';

/** The kind and content of a git object. */
export interface GitObject {
  readonly type: ObjectType;
  readonly bytes: Buffer;
}
