/** A duration in milliseconds, short: `850 ms`, `12.3 s`, `4 m 05 s`, `2 h 10 m`, `3 d 4 h`. */
export function formatDuration(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;
  const seconds = Math.floor(ms / 1_000);
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3_600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${String(minutes).padStart(2, '0')} m`;
  return `${minutes} m ${String(seconds % 60).padStart(2, '0')} s`;
}

/** How long ago, in milliseconds, as a word: `just now`, `5 min ago`, `3 h ago`, `12 d ago`. */
export function formatAge(ms: number): string {
  if (ms < 45_000) return 'just now';
  if (ms < 3_600_000) return `${Math.max(1, Math.round(ms / 60_000))} min ago`;
  if (ms < 86_400_000) return `${Math.floor(ms / 3_600_000)} h ago`;
  return `${Math.floor(ms / 86_400_000)} d ago`;
}

/** An instant in the reader's zone and language, to the second. */
export const formatExact = (at: string): string =>
  new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** US dollars from an exact decimal: two digits, more where it is less than a cent. */
export function formatMoney(usd: string | null): string {
  if (usd === null) return '–';
  const value = Number(usd);
  if (value === 0) return '$0';
  if (value < 0.01) return `$${value.toPrecision(2)}`;
  return `$${value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** A count with separators. */
export const formatCount = (count: number): string => count.toLocaleString('en-US');

/** A size in bytes: `512 B`, `1.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The first characters of a git object id. */
export const shortCommit = (commit: string | null): string => (commit === null ? '–' : commit.slice(0, 8));

/** The last part of a path: the name that people call a repository by. */
export const repositoryName = (path: string): string => path.split('/').filter(Boolean).at(-1) ?? path;
