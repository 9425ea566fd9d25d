import { z } from 'zod';
import { dollars } from './ws-step.js';

/** A day, e.g. `2026-01-31`. */
const day = z.iso.date().describe('A day, e.g. 2026-01-31');

/** What a million tokens of one model cost. */
export const modelPrice = z
  .strictObject({
    models: z
      .array(z.string().regex(/^[^\s*]{1,200}\*?$/u, 'must be the name of a model, which may end in *'))
      .min(1)
      .max(100)
      .describe('The names it is called by; a star at the end stands for any ending'),
    input: dollars.describe('US dollars for a million tokens read'),
    cached_input: dollars
      .optional()
      .describe('US dollars for a million tokens read from a cache; as `input` where absent'),
    output: dollars.describe('US dollars for a million tokens written'),
    source: z
      .string()
      .max(1000)
      .regex(/^https:\/\/\S+$/, 'must be an https address')
      .describe('Where the price is published'),
    as_of: day.describe('When it was last seen there'),
    note: z.string().max(1000).optional().describe('What the numbers leave out'),
  })
  .meta({ title: 'Model price', description: 'What a million tokens of a model cost' });

/** What models cost: a document that people write, merged over the built-in one. */
export const priceTable = z
  .strictObject({
    prices: z.literal('v1').describe('The version of this format: v1'),
    currency: z.literal('USD').describe('The currency of all prices'),
    models: z.array(modelPrice).max(10_000).describe('The prices; the first that names a model counts'),
  })
  .meta({ title: 'Price table', description: 'What models cost, with source and date' });

/** What a million tokens of one model cost. */
export type ModelPrice = z.infer<typeof modelPrice>;
/** What models cost. */
export type PriceTable = z.infer<typeof priceTable>;
