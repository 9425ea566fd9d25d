import { z } from 'zod';
import { count, instant, objectId } from '../primitives.js';
import { gateLine, patchLine } from './lines.js';
import { nothing, query } from './procedure.js';

/** A lane: what waits to land on one branch, in order. */
export const laneView = z.strictObject({
  lane: z.string().describe('Repository and branch as one word'),
  repository: z.string().describe('The path of the repository'),
  branch: z.string().describe('The branch'),
  head: objectId.nullable().describe('The last commit that landed here'),
  entries: z.array(
    z.strictObject({
      patch: patchLine,
      position: count.describe('0 for the one at the front'),
      gates: z.array(gateLine).describe('The gates of its candidate'),
      since: instant.describe('Since when it is in its state'),
      waits_for: z
        .string()
        .nullable()
        .describe('Why it does not move: a sentence; null where it is being tested'),
    }),
  ),
  waiting: count.describe('How many patches wait in it'),
  landed_today: count.describe('How many landed in the last 24 hours'),
  mean_wait_ms: count.nullable().describe('How long a patch waited on average in the last 24 hours'),
});

/** The procedures about landing. */
export const landing = {
  lanes: query('viewer', 'The lanes with what waits in them', {
    input: nothing,
    output: z.strictObject({ items: z.array(laneView) }),
  }),
} as const;

/** A lane. */
export type LaneView = z.infer<typeof laneView>;
