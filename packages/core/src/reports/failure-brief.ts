import type { FailingCase } from '@uet/schemas';
import type { GateDecision } from '../gates/verdict.js';
import { cutText, utf8Length } from './report-text.js';

/** How long a brief may become. */
export interface BriefLimits {
  readonly maxCases: number;
  /** Bytes of UTF-8. */
  readonly maxBytes: number;
}

/** Below so many bytes a case says nothing: rather fewer cases are told. */
const LEAST_BYTES = 120;
/** Room for the line that counts what was left out. */
const TAIL_BYTES = 60;

function placeOf({ file, line }: FailingCase): string {
  if (file === null) return '';
  return line === null ? ` (${file})` : ` (${file}:${line})`;
}

function describe(failing: FailingCase, number: number): string {
  const name = failing.name.replaceAll(/\s+/g, ' ');
  const message = (failing.message ?? '').replaceAll(/^/gm, '   ');
  return `${number}. ${name}${placeOf(failing)}${failing.message === null ? '' : `\n${message}`}`;
}

/** Gives each case an equal share of the room; what one leaves over goes to those behind it. */
function describeAll(cases: readonly FailingCase[], bytes: number): string[] {
  let room = bytes;
  return cases.map((failing, index) => {
    const share = Math.floor(room / (cases.length - index)) - 1;
    const text = cutText(describe(failing, index + 1), share);
    room -= utf8Length(text) + 1;
    return text;
  });
}

/** What a gate found wrong, as a text for the prompt of the next attempt; empty where it passed. */
export function failureBrief(decision: GateDecision, limits: Partial<BriefLimits> = {}): string {
  const { maxCases = 20, maxBytes = 6000 } = limits;
  const { verdict, reasons, failing } = decision;
  if (verdict === 'passed') return '';
  const title = verdict === 'failed' ? 'The gate failed' : 'The gate came to no verdict';
  const head = cutText(`${title}: ${reasons.join('; ')}.`, Math.floor(maxBytes / 2));
  const room = Math.max(0, maxBytes - utf8Length(head) - TAIL_BYTES);
  const shown = failing.slice(0, Math.min(maxCases, Math.floor(room / LEAST_BYTES)));
  const parts = [head];
  if (shown.length > 0) parts.push('', ...describeAll(shown, room));
  const more = failing.length - shown.length;
  if (more > 0) parts.push(`… and ${more} more failing ${more === 1 ? 'case' : 'cases'}`);
  return cutText(parts.join('\n'), maxBytes);
}
