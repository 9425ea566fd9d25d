import { badReport } from './bad-report.js';
import type { FoundCase } from './case-list.js';
import { readDiagnostics } from './tap-diagnostics.js';
import { readDescription, type TapDescription } from './tap-line.js';

/** A test point that was read; what belongs to it (YAML, comments) may still follow. */
export interface TapPoint extends TapDescription {
  readonly ok: boolean;
  /** Its text as it stands in the report. */
  readonly text: string;
  /** The number of its line, from 1. */
  readonly line: number;
  /** The YAML block behind it; null before one began. */
  block: string[] | null;
  /** Comments and other lines behind it. */
  readonly notes: string[];
  /** How many failing cases are in its subtest. */
  failingBelow: number;
}

/** The top of the report, or one subtest that is not closed yet. */
export interface TapLevel {
  plan: number | null;
  /** A plan behind test points ends its level. */
  planIsLast: boolean;
  seen: number;
  highest: number;
  readonly numbers: Set<number>;
  /** Index of the first case that was found in it. */
  readonly firstCase: number;
  /** The point that opened it with `{`, as vitest writes subtests; null where a point behind it closes it. */
  readonly opener: TapPoint | null;
  readonly where: string;
}

/** A case with the names of the subtests around it, the outermost first. */
export interface TapCase {
  readonly path: string[];
  readonly isNodeFailure: boolean;
  found: FoundCase;
}

/** Starts a level in which nothing was read yet. */
export function openLevel(firstCase: number, opener: TapPoint | null, where: string): TapLevel {
  return { plan: null, planIsLast: false, seen: 0, highest: 0, numbers: new Set(), firstCase, opener, where };
}

/** Starts a point from its line. */
export function openPoint({ ok, text }: { ok: boolean; text: string }, line: number): TapPoint {
  return {
    ...readDescription(text),
    ok,
    text,
    line,
    block: null,
    notes: [],
    failingBelow: 0,
  };
}

const isFailing = ({ found: { status } }: TapCase): boolean => status === 'failed' || status === 'errored';

/** What a point says of itself beside its status. */
function messageOf(point: TapPoint, diagnostics: string): string {
  const { directive } = point;
  const detail = diagnostics === '' ? point.notes.join('\n') : diagnostics;
  if (directive === null) return detail;
  if (directive.kind === 'skip') return directive.reason;
  return ['todo', directive.reason, point.ok ? '' : detail].filter((part) => part !== '').join('\n');
}

function statusOf({ ok, directive }: TapPoint): FoundCase['status'] {
  if (directive !== null) return 'skipped';
  return ok ? 'passed' : 'failed';
}

/**
 * The case of a point to which nothing more can come. What only holds tests (a `describe` of node:test, a block of
 * vitest) is no case, unless it failed by itself: then its hooks broke, or it could not be loaded.
 */
export function caseOf(point: TapPoint, holdsOnly: boolean): TapCase | null {
  const { message, durationMs, file, line, isSuite, isNodeFailure } = readDiagnostics(point.block ?? []);
  const status = statusOf(point);
  const container = holdsOnly || isSuite;
  if (container && (status !== 'failed' || point.failingBelow > 0)) return null;
  const found: FoundCase = {
    name: point.name,
    status: container ? 'errored' : status,
    file,
    line,
    durationMs: point.durationMs ?? durationMs,
    message: status === 'passed' ? null : messageOf(point, message),
  };
  return { path: [], isNodeFailure, found };
}

/** Why a level is not whole; null where all of its planned tests came. */
function gapOf({ plan, seen }: TapLevel): string | null {
  if (plan === null) return 'its plan is missing';
  return plan === seen ? null : `of its plan of ${plan} it has ${seen}`;
}

/** Refuses test numbers beyond the plan, which is known only at the end of a level. */
export function checkNumbers({ plan, seen, highest, where }: TapLevel): void {
  if (plan === null || highest <= plan || seen > plan) return;
  throw badReport(`test number ${highest} is not in the plan 1..${plan}`, { where });
}

/**
 * Closes a subtest with the point that speaks for it. Failures below a point with a directive do not count (TAP 14);
 * below an `ok` they contradict it.
 */
export function settle(level: TapLevel, point: TapPoint, cases: readonly TapCase[]): void {
  checkNumbers(level);
  const below = cases.slice(level.firstCase);
  for (const one of below) {
    one.path.unshift(point.name);
    // Before Node 22, node:test counts a failing test in a todo as a failure, and exits accordingly.
    if (point.directive !== null && isFailing(one) && !one.isNodeFailure) {
      one.found = { ...one.found, status: 'skipped' };
    }
  }
  point.failingBelow = below.filter(isFailing).length;
  if (!point.ok || point.directive !== null) return;
  const gap = point.failingBelow > 0 ? `not ok in it: ${point.failingBelow}` : gapOf(level);
  if (gap !== null) throw badReport(`"${point.name}" is ok, but ${gap}`, { where: `${point.line}:1` });
}
