import type { CostLine } from '@uet/schemas/api';

const columns = [
  'key',
  'label',
  'cost_usd',
  'records',
  'unpriced',
  'tokens_in',
  'tokens_cached',
  'tokens_out',
  'compute_ms',
  'landed_patches',
] as const satisfies ReadonlyArray<keyof CostLine>;

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // A spreadsheet would run a text that begins like a formula.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Costs as comma-separated values (RFC 4180), with a head. */
export const costCsv = (lines: readonly CostLine[]): string =>
  [columns.join(','), ...lines.map((line) => columns.map((column) => cell(line[column])).join(','))]
    .map((line) => `${line}\r\n`)
    .join('');
