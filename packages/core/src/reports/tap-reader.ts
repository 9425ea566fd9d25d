import { badReport } from './bad-report.js';
import { MAX_REPORT_CASES } from './case-list.js';
import {
  caseOf,
  openLevel,
  openPoint,
  settle,
  type TapCase,
  type TapLevel,
  type TapPoint,
} from './tap-levels.js';
import type { TapLine } from './tap-line.js';

/** Subtests may be nested so deep. */
const MAX_DEPTH = 64;

/** Lines that change where in the report one is. */
export type TapStructure = Extract<TapLine, { kind: 'plan' | 'point' }>;

/** How far a report was read. */
export interface TapReader {
  readonly top: TapLevel;
  /** The subtests that are open, the outermost first. */
  readonly subtests: TapLevel[];
  readonly cases: TapCase[];
  /** By depth: what `# Subtest: …` announced last. */
  readonly announced: string[];
  last: TapPoint | null;
  /** The YAML block that is being read. */
  block: { readonly lines: string[]; readonly end: string; readonly where: string } | null;
  hasVersion: boolean;
  strict: boolean;
  /** The number of the line that is being read, from 1. */
  line: number;
}

/** The place of the line that is being read. */
export const placeOf = ({ line }: Pick<TapReader, 'line'>): string => `${line}:1`;

/** Starts a report of which nothing was read. */
export function openReader(): TapReader {
  return {
    top: openLevel(0, null, placeOf({ line: 1 })),
    subtests: [],
    cases: [],
    announced: [],
    last: null,
    block: null,
    hasVersion: false,
    strict: false,
    line: 1,
  };
}

const currentLevel = (reader: TapReader): TapLevel => reader.subtests.at(-1) ?? reader.top;

/** Ends the last point: nothing that follows belongs to it. */
export function finishPoint(reader: TapReader): void {
  const found = reader.last === null ? null : caseOf(reader.last, false);
  if (found !== null) reader.cases.push(found);
  reader.last = null;
}

function readPlan({ from, to }: Extract<TapLine, { kind: 'plan' }>, level: TapLevel, where: string): void {
  if (level.plan !== null) throw badReport(`a second plan ${from}..${to}, after 1..${level.plan}`, { where });
  if (from !== 1) throw badReport(`the plan ${from}..${to} does not begin at 1`, { where });
  if (to > MAX_REPORT_CASES) throw badReport('the plan is of more than 500,000 tests', { where });
  level.plan = to;
  level.planIsLast = level.seen > 0;
}

/** node:test numbers files that fail to load by themselves, but announces each point by its name. */
const isAnnounced = (text: string, announced: string | undefined): boolean =>
  announced !== undefined && (text === announced || text.startsWith(`${announced} `));

function readNumber(level: TapLevel, number: number | null, announced: boolean, where: string): void {
  level.seen += 1;
  if (number === null) return;
  if (number === 0) throw badReport('test numbers begin at 1', { where });
  if (level.numbers.has(number) && !announced)
    throw badReport(`test number ${number} is there twice`, { where });
  level.numbers.add(number);
  level.highest = Math.max(level.highest, number);
}

function readPoint(reader: TapReader, line: Extract<TapLine, { kind: 'point' }>, depth: number): void {
  const where = placeOf(reader);
  const child = reader.subtests.length > depth ? reader.subtests.pop() : undefined;
  const level = currentLevel(reader);
  if (level.planIsLast) throw badReport('a test comes after the plan that ended the tests', { where });
  readNumber(level, line.number, isAnnounced(line.text, reader.announced[depth]), where);
  reader.announced.length = Math.min(reader.announced.length, depth);
  const point = openPoint(line, reader.line);
  if (child !== undefined) settle(child, point, reader.cases);
  reader.last = point;
}

/** The point that a block of vitest belongs to: it ends with ` {`, and the plan of the block follows at once. */
function takeOpener(reader: TapReader, line: TapStructure, depth: number): TapPoint | null {
  const { last } = reader;
  if (last === null || !last.text.endsWith(' {') || line.kind !== 'plan') return null;
  if (last.line !== reader.line - 1 || depth !== reader.subtests.length + 1) return null;
  reader.last = null;
  return openPoint({ ok: last.ok, text: last.text.slice(0, -2) }, last.line);
}

/** Opens subtests down to a depth. */
function descend(reader: TapReader, line: TapStructure, depth: number): void {
  const where = placeOf(reader);
  if (depth > MAX_DEPTH) throw badReport(`subtests are nested more than ${MAX_DEPTH} deep`, { where });
  const opener = takeOpener(reader, line, depth);
  finishPoint(reader);
  while (reader.subtests.length < depth) {
    reader.subtests.push(openLevel(reader.cases.length, opener, where));
  }
}

/** Reads a plan or a test point, which may open or close a subtest. */
export function readStructure(reader: TapReader, line: TapStructure, depth: number): void {
  const open = reader.subtests.length;
  const where = placeOf(reader);
  if (depth > open) descend(reader, line, depth);
  else finishPoint(reader);
  const level = currentLevel(reader);
  const closes = line.kind === 'point' && depth === open - 1 && level.opener === null;
  if (depth < open && !closes) {
    throw badReport(`the subtest that begins at ${level.where} is not closed by a test point`, { where });
  }
  if (line.kind === 'point') readPoint(reader, line, depth);
  else readPlan(line, level, where);
}

/** Closes a block of vitest; false where none is open at this depth. */
export function closeBlock(reader: TapReader, depth: number): boolean {
  const level = currentLevel(reader);
  if (level.opener === null || depth !== reader.subtests.length - 1) return false;
  finishPoint(reader);
  reader.subtests.pop();
  settle(level, level.opener, reader.cases);
  const found = caseOf(level.opener, true);
  if (found !== null) reader.cases.push(found);
  return true;
}
