import { badReport } from './bad-report.js';
import { openCaseList } from './case-list.js';
import type { ParsedReport, ReportInput } from './parsed-report.js';
import { checkNumbers } from './tap-levels.js';
import { readTapLine, TAP_INDENT, type TapLine } from './tap-line.js';
import { closeBlock, finishPoint, openReader, placeOf, readStructure, type TapReader } from './tap-reader.js';

/** So many lines behind a failing point are kept as its message. */
const MAX_NOTES = 200;

function readVersion(reader: TapReader, version: number, depth: number): void {
  if (depth !== 0) return;
  const { top } = reader;
  const where = placeOf(reader);
  if (reader.hasVersion || top.seen > 0 || top.plan !== null) {
    throw badReport('a second TAP document begins here', { where, hint: 'write one file, from one run' });
  }
  if (version !== 13 && version !== 14) {
    throw badReport(`TAP version ${version} is not known`, { where, hint: 'write TAP version 13 or 14' });
  }
  reader.hasVersion = true;
}

function readNote(reader: TapReader, text: string): void {
  const point = reader.last;
  if (point === null || point.ok || point.block !== null || point.notes.length === MAX_NOTES) return;
  point.notes.push(text);
}

function bailOut({ line, cases, last }: TapReader, reason: string): never {
  const failing = cases.filter(({ found }) => found.status === 'failed').map(({ found }) => found.name);
  if (last !== null && !last.ok && last.directive === null) failing.push(last.name);
  const so = failing.length === 0 ? '' : `; failed until then: ${failing.slice(-5).join(', ').slice(0, 500)}`;
  throw badReport(`the run was given up: ${reason === '' ? 'Bail out!' : reason}${so}`, {
    where: placeOf({ line }),
  });
}

function readOther(reader: TapReader, text: string, depth: number): void {
  if (text === '}' && closeBlock(reader, depth)) return;
  if (reader.strict) {
    const hint = 'print nothing else to the stream of the report';
    throw badReport('a line is no TAP, after `pragma +strict`', { where: placeOf(reader), hint });
  }
  readNote(reader, text);
}

function readComment(reader: TapReader, text: string, depth: number): void {
  const announced = /^Subtest: (.*)$/s.exec(text)?.[1];
  if (announced === undefined || depth < 0) readNote(reader, text);
  else reader.announced[depth] = announced;
}

function readContent(reader: TapReader, line: TapLine, depth: number): void {
  if (line.kind === 'plan' || line.kind === 'point') readStructure(reader, line, depth);
  else if (line.kind === 'version') readVersion(reader, line.version, depth);
  else if (line.kind === 'bail') bailOut(reader, line.reason);
  else if (line.kind === 'comment') readComment(reader, line.text, depth);
  else if (line.kind === 'other') readOther(reader, line.text, depth);
  else if (line.kind === 'pragma' && line.name === 'strict') reader.strict = line.on;
}

/** True where the line belongs to the YAML block of the last point. */
function readBlock(reader: TapReader, line: string, indent: number): boolean {
  const { block, last } = reader;
  if (block !== null) {
    if (line.trimEnd() === block.end) reader.block = null;
    else block.lines.push(line);
    return true;
  }
  if (last === null || last.block !== null || line.trimEnd().slice(indent) !== '---') return false;
  if (indent <= reader.subtests.length * TAP_INDENT) return false;
  last.block = [];
  reader.block = { lines: last.block, end: `${' '.repeat(indent)}...`, where: placeOf(reader) };
  return true;
}

function readLine(reader: TapReader, line: string): void {
  const indent = line.length - line.replace(/^ +/, '').length;
  if (readBlock(reader, line, indent)) return;
  const content = readTapLine(line.slice(indent));
  const isAligned = indent % TAP_INDENT === 0;
  const isStructure = content.kind === 'plan' || content.kind === 'point';
  if (isStructure && !isAligned) readOther(reader, line.trim(), 0);
  else readContent(reader, content, isAligned ? indent / TAP_INDENT : -1);
}

function finish(reader: TapReader): { expected: number; seen: number } {
  const { top, block } = reader;
  const hint = 'the report was cut off: the test runner ended before it had written all of it';
  if (block !== null) {
    throw badReport('the YAML block that begins here is not closed', { where: block.where, hint });
  }
  finishPoint(reader);
  const open = reader.subtests.at(-1);
  if (open !== undefined) {
    throw badReport('the subtest that begins here is not closed', { where: open.where, hint });
  }
  if (top.plan === null) {
    throw badReport(`the plan (1..N) is missing; test points: ${top.seen}`, { where: placeOf(reader), hint });
  }
  checkNumbers(top);
  return { expected: top.plan, seen: top.seen };
}

/**
 * Reads TAP 12 to 14 (testanything.org), the subtests of node:test and the blocks of vitest. Every test point is a
 * case, as node:test counts; only points that just hold others are not. A plan that is not met is told in the record.
 */
export function readTap({ text, root }: ReportInput): ParsedReport {
  const reader = openReader();
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  for (const [index, line] of lines.entries()) {
    reader.line = index + 1;
    readLine(reader, line);
  }
  const plan = finish(reader);
  const list = openCaseList(root);
  for (const { path, found } of reader.cases) list.add({ ...found, suite: path.join(' > ') });
  return { cases: list.cases, durationMs: null, plan };
}
