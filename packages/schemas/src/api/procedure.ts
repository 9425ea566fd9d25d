import { z } from 'zod';
import type { Role } from '../api-token.js';
import { ulid } from '../primitives.js';

/** How a procedure answers: once, once after a change, or again and again until the caller leaves. */
export type ProcedureKind = 'query' | 'mutation' | 'subscription';

/** What one procedure of the API takes and gives, and who may call it. */
export interface Procedure<
  K extends ProcedureKind = ProcedureKind,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> {
  readonly kind: K;
  /** The least role that may call it. */
  readonly role: Role;
  /** One sentence. */
  readonly summary: string;
  readonly input: I;
  /** What is answered; of a subscription: what each message holds. */
  readonly output: O;
}

interface Shape<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
}

/** A procedure that looks. */
export const query = <I extends z.ZodType, O extends z.ZodType>(
  role: Role,
  summary: string,
  { input, output }: Shape<I, O>,
): Procedure<'query', I, O> => ({ kind: 'query', role, summary, input, output });

/** A procedure that changes something. */
export const mutation = <I extends z.ZodType, O extends z.ZodType>(
  role: Role,
  summary: string,
  { input, output }: Shape<I, O>,
): Procedure<'mutation', I, O> => ({ kind: 'mutation', role, summary, input, output });

/** A procedure that goes on telling. */
export const subscription = <I extends z.ZodType, O extends z.ZodType>(
  role: Role,
  summary: string,
  { input, output }: Shape<I, O>,
): Procedure<'subscription', I, O> => ({ kind: 'subscription', role, summary, input, output });

/** The input of a procedure that needs none. */
export const nothing = z.strictObject({});

/** The answer of a procedure that has nothing to tell but that it is done. */
export const done = z.strictObject({}).describe('Done');

/** Where a page begins, and how long it is at most. */
export const pageRequest = {
  limit: z.int().min(1).max(200).default(50).describe('How many to answer at most'),
  cursor: z
    .string()
    .max(500)
    .nullable()
    .default(null)
    .describe('`next_cursor` of the page before; null for the first page'),
};

/** A page of a long list: never by offset, so that nothing is missed or doubled while the list grows. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item).describe('The items of this page'),
    next_cursor: z.string().nullable().describe('Where the next page begins; null after the last'),
  });

/** The reason that a person gives for what is done by hand. */
export const reason = z.string().trim().min(1).max(2000).describe('Why: it is kept in the event log');

/** The end of a bulk operation for one of its subjects. */
export const bulkResult = z.strictObject({
  id: ulid.describe('The id that it was asked for'),
  done: z.boolean().describe('Whether it was done'),
  problem: z.string().nullable().describe('Why not'),
});
