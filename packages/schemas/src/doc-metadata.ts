import { z } from 'zod';
import { key, sha256 } from './primitives.js';

/** How far a document is: being written, in use, or to be replaced. */
export const docStatus = z.enum(['draft', 'active', 'deprecated']);

/** The header of a template. */
export const docMetadata = z
  .strictObject({
    name: key.describe('The name that the template is found by, e.g. upgrade-node'),
    version: z
      .string()
      .regex(
        /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/,
        'must be a semantic version such as 1.0.0',
      )
      .describe('The version of the template, a semantic version such as 1.0.0'),
    title: z.string().min(1).max(200).optional().describe('The title for people; the name where absent'),
    status: docStatus.optional().meta({ description: 'How far the template is', default: 'active' }),
    owner: z.string().min(1).max(200).optional().describe('Who answers for the template'),
    description: z.string().max(10_000).optional().describe('What the template does, in a few sentences'),
    checksum: sha256.optional().describe('The SHA-256 that the publisher of the template tells of its text'),
  })
  .meta({ title: 'Document metadata', description: 'The header of a template' });

/** How far a document is. */
export type DocStatus = z.infer<typeof docStatus>;
/** The header of a template. */
export type DocMetadata = z.infer<typeof docMetadata>;
