import { z } from 'zod';

/** One thing that is wrong with a request, where there may be several. */
export const apiProblem = z.strictObject({
  message: z.string().describe('What is wrong'),
  where: z.string().describe('Where: file:line:column, or the name of a field or parameter'),
  hint: z.string().nullable().describe('What to do'),
});

/** What every error answer says of itself beside its message. */
export const apiError = z.strictObject({
  code: z.string().describe('A code of the error table'),
  hint: z.string().nullable().describe('What the reader can do about it'),
  where: z.string().nullable().describe('Where it is: a path, an id, a field'),
  problems: z.array(apiProblem).describe('Each thing that is wrong, where there are several'),
  request_id: z.string().describe('How the request is called in the log of the server'),
});

/** What every error answer says of itself beside its message. */
export type ApiError = z.infer<typeof apiError>;
