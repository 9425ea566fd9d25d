/** Letters alone, so that `maxRetries`, `max-retries` and `max_retries` are near each other. */
const plain = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The restricted Damerau-Levenshtein distance, or `limit + 1` as soon as it must be greater than the limit. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const distance = Math.min(
        Number(last[j]) + 1,
        Number(row[j - 1]) + 1,
        Number(last[j - 1]) + cost,
        swapped ? Number(beforeLast[j - 2]) + 1 : Number.POSITIVE_INFINITY,
      );
      row.push(distance);
      best = Math.min(best, distance);
    }
    if (best > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return Number(last[b.length]);
}

/** The candidate that was probably meant (at most a third of the letters differ), or undefined. */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(word.slice(0, 128));
  let limit = Math.floor((wanted.length + 1) / 3);
  let nearest: string | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, plain(candidate), limit);
    if (distance > limit) continue;
    nearest = candidate;
    if (distance === 0) break;
    limit = distance - 1;
  }
  return nearest;
}

/** `; did you mean \`x\`?` where something near is known, else nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const nearest = nearestWord(word, candidates);
  return nearest === undefined ? '' : `; did you mean \`${nearest}\`?`;
}
