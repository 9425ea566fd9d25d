import { UetError } from '../errors/index.js';

/** Where the fault is (`line:column`, or a path into a JSON document) and what to do about it. */
export interface ReportFault {
  readonly where?: string;
  readonly hint?: string;
  readonly cause?: unknown;
}

/** The error `bad_report`: a report that cannot be read is never taken for one without failures. */
export function badReport(message: string, fault: ReportFault = {}): UetError {
  return new UetError('bad_report', message, fault);
}

/** A short quotation of what was found, safe to print in a message. */
export function quote(found: unknown): string {
  const text = String(JSON.stringify(found));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
