/** How many attempts, the present one among them, are compared. */
const WINDOW = 4;

/**
 * Whether an attempt goes round in circles: its digest is that of an earlier one, the two lying within 4
 * attempts. `history` has the digests of the earlier attempts, the oldest first.
 */
export function isOscillation(history: readonly string[], digest: string): boolean {
  return history.slice(1 - WINDOW).includes(digest);
}
