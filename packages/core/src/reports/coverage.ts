import type { CoverageFormat, CoverageMeasure } from '@uet/schemas';
import { badReport, quote } from './bad-report.js';
import { fieldsOf, parseJsonReport } from './json-text.js';
import { refuseEmpty, refuseOversize } from './report-text.js';
import { walkXml, type XmlElement } from './xml.js';

/** One format of coverage files. */
export interface CoverageReader {
  readonly means: string;
  /** Throws `bad_report` where no line coverage can be read for certain, or no line was measured. */
  readonly read: (text: string) => CoverageMeasure;
}

function percentOf(covered: number, total: number, where: string): number {
  if (total === 0)
    throw badReport('no lines were measured', { where, hint: 'see which files the coverage covers' });
  if (covered <= total) return (100 * covered) / total;
  throw badReport(`${covered} lines were run, of ${total}`, { where });
}

/** Refuses a share that differs from the counts beside it by more than rounding does. */
function checkShare(said: number, counted: number, name: string, where: string): void {
  if (Math.abs(said - counted) <= 0.05) return;
  throw badReport(`${name} is ${said} percent, but the counts beside it make ${counted.toFixed(2)}`, {
    where,
  });
}

function readIstanbul(text: string): number {
  const lines = fieldsOf(fieldsOf(parseJsonReport(text)).object('total')).object('lines');
  const fields = fieldsOf(lines);
  const where = `${lines.path}.pct`;
  const counted = percentOf(fields.count('covered'), fields.count('total'), where);
  const said = fields.number('pct');
  if (said === null) throw badReport(`\`${where}\` is not a number`, { where });
  checkShare(said, counted, `\`${where}\``, where);
  return counted;
}

function attribute({ attributes, where }: XmlElement, name: string, pattern: RegExp): number | null {
  const text = attributes.get(name);
  if (text === undefined) return null;
  if (pattern.test(text)) return Number(text);
  throw badReport(`<coverage> says ${name}=${quote(text)}, which is no number`, { where });
}

function readCoverageElement(element: XmlElement): number {
  const { name, where } = element;
  if (name !== 'coverage') throw badReport(`the root element is <${name}>, not <coverage>`, { where });
  const rate = attribute(element, 'line-rate', /^(0|1|[01]?\.\d+(e-\d+)?)$/i);
  if (rate === null || rate > 1) {
    throw badReport(`<coverage> has no line-rate from 0 to 1, but ${rate === null ? 'none' : rate}`, {
      where,
    });
  }
  const covered = attribute(element, 'lines-covered', /^\d{1,9}$/);
  const valid = attribute(element, 'lines-valid', /^\d{1,9}$/);
  if (covered === null || valid === null) return rate * 100;
  const counted = percentOf(covered, valid, where);
  // Some writers round the rate to two places, and the counts do not.
  if (Math.abs(rate * 100 - counted) > 0.5) checkShare(rate * 100, counted, 'line-rate', where);
  return counted;
}

function readCobertura(text: string): number {
  let percent = 0;
  let depth = 0;
  walkXml(text, {
    open: (element) => {
      if (depth === 0) percent = readCoverageElement(element);
      depth += 1;
    },
    text: () => undefined,
    close: () => {
      depth -= 1;
    },
  });
  return percent;
}

const lcovCount = (line: string, where: string): number => {
  const digits = /^\d{1,9}$/.exec(line.slice(3).trim());
  if (digits === null) throw badReport(`${quote(line)} is not a count`, { where });
  return Number(digits[0]);
};

/** The counts of one source file; `null` before its line came. */
interface LcovFile {
  found: number | null;
  hit: number | null;
}

function closeLcovFile({ found, hit }: LcovFile, where: string): { found: number; hit: number } {
  if (found === null || hit === null)
    throw badReport('a file without its counts LF and LH ends here', { where });
  if (hit > found) throw badReport(`${hit} lines were run, of ${found}`, { where });
  return { found, hit };
}

function readLcov(text: string): number {
  const sum = { found: 0, hit: 0 };
  let file: LcovFile | null = null;
  let where = '1:1';
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    where = `${index + 1}:1`;
    if (line === 'end_of_record') {
      const { found, hit } = closeLcovFile(file ?? { found: null, hit: null }, where);
      sum.found += found;
      sum.hit += hit;
      file = null;
    } else if (line.startsWith('SF:')) {
      if (file !== null) throw badReport('a file begins before the one above it ended', { where });
      file = { found: null, hit: null };
    } else if (file !== null && line.startsWith('LF:')) {
      file.found = lcovCount(line, where);
    } else if (file !== null && line.startsWith('LH:')) {
      file.hit = lcovCount(line, where);
    }
  }
  if (file !== null) throw badReport('the last file has no end_of_record: the report was cut off', { where });
  return percentOf(sum.hit, sum.found, where);
}

function toReader(means: string, readPercent: (text: string) => number): CoverageReader {
  const read = (text: string): CoverageMeasure => {
    refuseOversize(text);
    refuseEmpty(text);
    return { lines_percent: readPercent(text) };
  };
  return { means, read };
}

/** Every format that line coverage is read from. */
export const coverageFormats: Readonly<Record<CoverageFormat, CoverageReader>> = {
  json_summary: toReader('`coverage-summary.json` of vitest, jest, c8 and nyc', readIstanbul),
  cobertura: toReader('Cobertura XML, as of coverage.py and many others', readCobertura),
  lcov: toReader('`lcov.info`', readLcov),
};
