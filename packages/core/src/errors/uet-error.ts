import { type ErrorCode, errorTable, type Fault } from './error-table.js';

/** One thing that is wrong in a document or argument: what, where, and what to do about it. */
export interface Problem {
  readonly code: ErrorCode;
  /** `file:line:column`, or the name of the argument. */
  readonly where: string;
  readonly message: string;
  /** The offending text: the line of the document (a window of it, where it is long), or the value. */
  readonly text: string;
  /** Where in `text` the fault begins, in characters from 0; absent where that means nothing. */
  readonly caret?: number;
  readonly hint?: string;
}

/** What an error may carry beside its message. */
export interface ErrorDetails {
  /** What the reader can do about it, as an imperative sentence. */
  readonly hint?: string;
  /** Where it is: `file:line:column`, a path, an id. */
  readonly where?: string;
  /** Each thing that is wrong, where there may be several; the message names them all. */
  readonly problems?: readonly Problem[];
  readonly cause?: unknown;
}

/** The one error class: a code of the error table, a message for a person, and what to do about it. */
export class UetError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly where: string | undefined;
  readonly problems: readonly Problem[];

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'UetError';
    this.code = code;
    this.hint = details.hint;
    this.where = details.where;
    this.problems = details.problems ?? [];
  }

  get fault(): Fault {
    return errorTable[this.code].fault;
  }

  get retry(): boolean {
    return errorTable[this.code].retry;
  }
}
