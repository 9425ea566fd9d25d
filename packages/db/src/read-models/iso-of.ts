/** An instant as documents have it; null for none. */
export const isoOf = (at: Date | null): string | null => at?.toISOString() ?? null;
