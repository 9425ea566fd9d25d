/** Chance that is the same every time: what a seed draws from. */
export interface SeedRandom {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the keys, each as probable as its weight. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** So many hex digits. */
  hex(digits: number): string;
  /** A ULID of this time (milliseconds); later calls for the same time give greater ones. */
  id(atMs: number): string;
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Mulberry32: 32 bits of state, good enough to look like chance. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Chance that starts from a number. */
export function seedRandom(seed: number): SeedRandom {
  const next = mulberry(seed);
  let made = 0;
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: <T>(list: readonly T[]) => list[between(0, list.length - 1)] as T,
    weighted<K extends string>(weights: Readonly<Record<K, number>>) {
      const entries = Object.entries<number>(weights);
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      const found = entries.find(([, weight]) => {
        left -= weight;
        return left < 0;
      });
      return (found ?? entries[0])?.[0] as K;
    },
    hex: (digits) => Array.from({ length: digits }, () => between(0, 15).toString(16)).join(''),
    id(atMs) {
      made += 1;
      return `${base32(Math.floor(atMs), 10)}${base32(made, 8)}${base32(between(0, 32 ** 6 - 1), 6)}00`;
    },
  };
}

function base32(value: number, digits: number): string {
  let text = '';
  for (let left = value; text.length < digits; left = Math.floor(left / 32)) {
    text = `${crockford[left % 32]}${text}`;
  }
  return text;
}
