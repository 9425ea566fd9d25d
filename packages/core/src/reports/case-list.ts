import type { CaseStatus, TestCase } from '@uet/schemas';
import { badReport } from './bad-report.js';
import { cleanText, cutText } from './report-text.js';

/** More cases than this are refused. */
export const MAX_REPORT_CASES = 500_000;
/** A message of a case is cut to so many bytes of UTF-8. */
export const MAX_MESSAGE_BYTES = 8 * 1024;
const MAX_NAME_BYTES = 1024;

/** A case as a reader finds it, before its texts are cleaned and cut. */
export interface FoundCase {
  readonly name: string;
  readonly status: CaseStatus;
  readonly suite?: string | null;
  readonly file?: string | null;
  readonly line?: number | null;
  readonly durationMs?: number | null;
  readonly message?: string | null;
}

/** Collects the cases of one report. */
export interface CaseList {
  readonly cases: readonly TestCase[];
  readonly add: (found: FoundCase) => void;
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** The line that a message names of a file, as `file:line`. */
function lineIn(message: string | null, file: string | null): number | null {
  if (message === null || file === null) return null;
  const at = message.indexOf(`${file}:`);
  if (at === -1) return null;
  const digits = /^\d{1,9}/.exec(message.slice(at + file.length + 1, at + file.length + 10));
  return digits === null ? null : wholeFrom1(Number(digits[0]));
}

const wholeFrom1 = (value: number | null | undefined): number | null =>
  Number.isSafeInteger(value) && Number(value) >= 1 ? Number(value) : null;

const duration = (value: number | null | undefined): number | null =>
  Number.isFinite(value) && Number(value) >= 0 ? Number(value) : null;

/** Opens an empty list; paths below `root` are written relative to it. */
export function openCaseList(root?: string): CaseList {
  const cases: TestCase[] = [];
  const short = (text: string | null | undefined): string | null =>
    orNull(cutText(cleanText(text ?? '', root), MAX_NAME_BYTES).trim());
  const add = (found: FoundCase): void => {
    if (cases.length === MAX_REPORT_CASES) {
      throw badReport('the report has more than 500,000 cases', { hint: 'split the gate' });
    }
    const file = short(found.file);
    const message = orNull(cutText(cleanText(found.message ?? '', root).trim(), MAX_MESSAGE_BYTES));
    cases.push({
      name: short(found.name) ?? '(no name)',
      file,
      suite: short(found.suite),
      status: found.status,
      duration_ms: duration(found.durationMs),
      message,
      line: wholeFrom1(found.line) ?? lineIn(message, file),
    });
  };
  return { cases, add };
}
