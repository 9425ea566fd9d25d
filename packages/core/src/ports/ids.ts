/** Makes ids. */
export interface Ids {
  /** A new ULID, greater than every one that this source made before. */
  next(): string;
}
