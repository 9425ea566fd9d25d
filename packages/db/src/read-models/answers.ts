import { UetError } from '@uet/core';
import type { Contract, OutputOf, Procedure, RequestOf } from '@uet/schemas/api';
import type { Reader } from './sql/reader.js';

/** A function that answers a procedure of the contract from what is stored. */
export type Answers<R extends keyof Contract, N extends keyof Contract[R]> = Contract[R][N] extends Procedure
  ? (request: RequestOf<Contract[R][N]>) => Promise<OutputOf<Contract[R][N]>>
  : never;

/** What a procedure takes. */
export type Request<R extends keyof Contract, N extends keyof Contract[R]> = Contract[R][N] extends Procedure
  ? RequestOf<Contract[R][N]>
  : never;

/** What the read models look with. */
export interface Looking {
  readonly reader: Reader;
  readonly now: () => Date;
}

/** The row that was asked for; `not_found` where there is none. */
export function found<T>(row: T | undefined, what: string, id: string): T {
  if (row !== undefined) return row;
  throw new UetError('not_found', `there is no ${what} ${id}`, { where: id });
}
