/** Replaces secrets in a stream of bytes. */
export interface SecretMasker {
  /** What can be passed on of all that came so far; the start of a possible secret is held back. */
  readonly push: (chunk: Buffer) => Buffer;
  /** What was held back, at the end of the stream. */
  readonly end: () => Buffer;
}

/** What stands in the place of a secret. */
export const maskText = '***';

const mask = Buffer.from(maskText);
const nothing = Buffer.alloc(0);

/** The longest secrets first, so that a secret which starts with another one is replaced as a whole. */
function ordered(secrets: readonly string[]): Buffer[] {
  const distinct = [...new Set(secrets)]
    .filter((secret) => secret !== '')
    .map((secret) => Buffer.from(secret));
  return distinct.sort((a, b) => b.length - a.length);
}

/** Where the earliest tail begins that may be the first part of a secret. */
function openTail(data: Buffer, secrets: readonly Buffer[]): number {
  let start = data.length;
  for (const secret of secrets) {
    for (let at = Math.max(0, data.length - secret.length + 1); at < start; at++) {
      if (data[at] === secret[0] && data.subarray(at).equals(secret.subarray(0, data.length - at)))
        start = at;
    }
  }
  return start;
}

interface Match {
  readonly start: number;
  readonly end: number;
}

/** Finds one match after the other; looks for each secret again only where its last find has been passed. */
function matcher(data: Buffer, secrets: readonly Buffer[]): (from: number) => Match | null {
  const next = secrets.map(() => -1);
  return (from) => {
    let best: Match | null = null;
    for (const [index, secret] of secrets.entries()) {
      const known = next[index] ?? -1;
      const at = known >= from ? known : data.indexOf(secret, from);
      next[index] = at === -1 ? Number.POSITIVE_INFINITY : at;
      if (at !== -1 && at < (best?.start ?? Number.POSITIVE_INFINITY))
        best = { start: at, end: at + secret.length };
    }
    return best;
  };
}

/** Replaces every secret up to `limit`; a match that begins before the limit is replaced as a whole. */
function replace(
  data: Buffer,
  secrets: readonly Buffer[],
  limit: (from: number) => number,
): [Buffer, Buffer] {
  const parts: Buffer[] = [];
  const find = matcher(data, secrets);
  let from = 0;
  for (;;) {
    const open = limit(from);
    const match = find(from);
    if (match === null || match.start >= open) {
      parts.push(data.subarray(from, open));
      const passed = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
      return [passed, data.subarray(open)];
    }
    parts.push(data.subarray(from, match.start), mask);
    from = match.end;
  }
}

/**
 * Masks secrets in a stream, also where a chunk ends within one. Only the plain text of a secret is known: one
 * that a program prints reversed or in base 64 passes.
 */
export function createSecretMasker(secrets: readonly string[]): SecretMasker {
  const sought = ordered(secrets);
  if (sought.length === 0) return { push: (chunk) => chunk, end: () => nothing };
  let held: Buffer = nothing;
  return {
    push: (chunk) => {
      const data = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const open = openTail(data, sought);
      // A match may reach into the open tail; then what follows the match is looked at afresh.
      const limit = (from: number): number =>
        from <= open ? open : from + openTail(data.subarray(from), sought);
      const [passed, rest] = replace(data, sought, limit);
      held = rest;
      return passed;
    },
    end: () => {
      const [passed] = replace(held, sought, () => held.length);
      held = nothing;
      return passed;
    },
  };
}

/** Masks secrets in a text that is there as a whole. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  if (secrets.length === 0) return text;
  const masker = createSecretMasker(secrets);
  return Buffer.concat([masker.push(Buffer.from(text)), masker.end()]).toString();
}
