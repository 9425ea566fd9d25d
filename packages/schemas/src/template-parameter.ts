import { z } from 'zod';

const described = {
  description: z.string().max(1000).optional().describe('What the parameter is for; shown in forms and help'),
  required: z
    .boolean()
    .optional()
    .describe('Whether a value must be given; where absent: when there is no default'),
  secret: z
    .boolean()
    .optional()
    .meta({ description: 'Whether the value is masked and kept out of the plan', default: false }),
};

const pattern = z
  .string()
  .min(1)
  .max(1000)
  .optional()
  .describe('A regular expression that the whole value must match');

/** A typed parameter of a template. */
export const templateParameter = z
  .discriminatedUnion('type', [
    z
      .strictObject({
        type: z.literal('string').describe('Text'),
        ...described,
        default: z.string().max(100_000).optional().describe('The value where none is given'),
        pattern,
      })
      .meta({ title: 'Text parameter', description: 'Text' }),
    z
      .strictObject({
        type: z.literal('number').describe('A number'),
        ...described,
        default: z.number().optional().describe('The value where none is given'),
        min: z.number().optional().describe('The least value'),
        max: z.number().optional().describe('The greatest value'),
        integer: z.boolean().optional().describe('Whether only whole numbers are taken'),
      })
      .meta({ title: 'Number parameter', description: 'A number' }),
    z
      .strictObject({
        type: z.literal('boolean').describe('true or false'),
        ...described,
        default: z.boolean().optional().describe('The value where none is given'),
      })
      .meta({ title: 'Switch parameter', description: 'true or false' }),
    z
      .strictObject({
        type: z.literal('enum').describe('One of some words'),
        ...described,
        default: z.string().optional().describe('The value where none is given'),
        values: z.array(z.string().min(1).max(1000)).min(1).max(1000).describe('The words to choose from'),
      })
      .meta({ title: 'Choice parameter', description: 'One of some words' }),
    z
      .strictObject({
        type: z.literal('path').describe('A path in the repository'),
        ...described,
        default: z.string().min(1).max(4096).optional().describe('The value where none is given'),
        pattern,
        must_exist: z.boolean().optional().describe('Whether the path must exist in the base commit'),
      })
      .meta({ title: 'Path parameter', description: 'A path in the repository' }),
  ])
  .describe('A typed parameter');

/** A typed parameter of a template. */
export type TemplateParameter = z.infer<typeof templateParameter>;
