import type { ErrorCategory, FailureKind } from '@uet/schemas';

// A status code counts only where it is called one: `expected 429, got 200` is a failing test.
const status = (codes: string): string =>
  String.raw`\b(?:http(?:\/[\d.]+)?|status|code|error)\W{0,4}(?:status\W{0,3}|code\W{0,3})?(?:${codes})\b`;
const waitPattern = new RegExp(
  String.raw`\b(?:rate.?limit|too many requests|overloaded|quota.{0,20}(?:exceeded|reached)|retry.?after)|${status('429|529')}`,
  'i',
);
const permanentPattern = new RegExp(
  String.raw`\binvalid.{0,10}(?:api.?key|credential)|\bnot logged in\b|\bunauthorized\b|\bpermission denied\b|\bauthentication failed\b|\bunknown (?:option|flag|model)\b|${status('401|403')}`,
  'i',
);

/** Whether another attempt may help: by what failed and by what it said. */
export function classifyFailure(kind: FailureKind, message: string): ErrorCategory {
  if (kind === 'worker_lost') return 'transient';
  if (kind === 'spawn_error' || kind === 'budget') return 'permanent';
  if (kind === 'policy' || kind === 'gate') return 'transient';
  if (waitPattern.test(message)) return 'wait';
  return permanentPattern.test(message) ? 'permanent' : 'transient';
}

/** How long a provider asks to wait, in milliseconds, as in `retry after 1.5 s`; null where it does not say. */
export function retryAfterMs(message: string): number | null {
  const match =
    /retry.?after[^0-9]{0,12}(\d{1,6}(?:\.\d+)?)(?:\s*(ms|s|sec|seconds?|m|min|minutes?)\b)?/i.exec(message);
  if (match === null) return null;
  const unit = match[2]?.toLowerCase() ?? 's';
  const factor = unit === 'ms' ? 1 : unit.startsWith('m') ? 60_000 : 1000;
  return Math.ceil(Number(match[1]) * factor);
}

/**
 * A message without what differs from try to try (numbers, hex ids, times, temporary paths), so that the
 * same error gets the same signature.
 */
export function normalizeMessage(message: string): string {
  return message
    .replace(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*/g, '<time>')
    .replace(/\b[0-9A-HJKMNP-TV-Z]{26}\b/g, '<id>')
    .replace(/\b0x[0-9a-f]+\b|\b[0-9a-f]{7,64}\b/gi, '<hex>')
    .replace(/\/[^\s:'"]+/g, '<path>')
    .replace(/\d+/g, '<n>')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 500);
}
