import { z } from 'zod';
import { severity } from './execution-event.js';

/** What was checked of a template, a patch or a repository, and what came of it. */
export const validationRecord = z
  .strictObject({
    subject: z.string().describe('What was checked'),
    checks: z
      .array(
        z
          .strictObject({
            code: z.string().describe('The error code or rule'),
            severity: severity.describe('How much it matters'),
            where: z.string().nullable().describe('Where it is, as file:line:column'),
            message: z.string().describe('What is wrong'),
            remedy: z.string().nullable().describe('What to do about it'),
          })
          .meta({ title: 'Check', description: 'One thing that was found' }),
      )
      .describe('What was found, by position'),
    verdict: z.enum(['valid', 'invalid']).describe('Whether it can be used'),
  })
  .meta({ title: 'Validation', description: 'What was checked, and what came of it' });

/** What was checked, and what came of it. */
export type ValidationRecord = z.infer<typeof validationRecord>;
