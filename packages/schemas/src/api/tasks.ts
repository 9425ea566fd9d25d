import { z } from 'zod';
import { errorCapture } from '../error-capture.js';
import { count, ulid } from '../primitives.js';
import { routingDecision } from '../routing-decision.js';
import { task, taskStateName } from '../task.js';
import { attemptLine, gateLine, patchLine, taskLine } from './lines.js';
import { pageOf, pageRequest, query, subscription } from './procedure.js';

/** Which log: of an attempt or of a gate. */
const logOf = {
  subject_id: ulid.describe('The attempt or gate'),
  stream: z.enum(['stdout', 'stderr']).describe('Which of its outputs'),
};

/** A piece of a log. */
export const logPiece = z.strictObject({
  text: z.string().describe('The bytes as UTF-8; a character is never cut in two'),
  offset: count.describe('Where the piece begins, in bytes'),
  next_offset: count.describe('Where the next one begins'),
  size: count.describe('How long the log is now, in bytes'),
  ended: z.boolean().describe('Whether nothing will be added any more'),
});

/** The procedures about tasks. */
export const tasks = {
  list: query('viewer', 'The tasks of a run in the order of the template', {
    input: z.strictObject({
      run_id: ulid.describe('The run'),
      states: z.array(taskStateName).max(20).default([]).describe('Empty for all'),
      search: z.string().max(200).default('').describe('Text that key or title must contain'),
      ...pageRequest,
      limit: z.int().min(1).max(1000).default(200).describe('How many to answer at most'),
    }),
    output: pageOf(taskLine),
  }),
  get: query('viewer', 'One task with its attempts, patches, gates and errors', {
    input: z.strictObject({ task_id: ulid.describe('The task') }),
    output: z.strictObject({
      task: taskLine,
      record: task.describe('The whole record'),
      command: z.string().nullable().describe('What is run, or the prompt, as the template says it'),
      depends_on: z.array(taskLine.pick({ id: true, key: true, title: true, state: true })),
      dependents: z.array(taskLine.pick({ id: true, key: true, title: true, state: true })),
      attempts: z.array(attemptLine).describe('The attempts, the first one first'),
      routing: z.array(routingDecision).describe('How a tool was chosen for each'),
      patches: z.array(patchLine),
      gates: z.array(gateLine),
      errors: z.array(errorCapture),
    }),
  }),
  log: query('viewer', 'A piece of a log', {
    input: z.strictObject({
      ...logOf,
      offset: z.int().min(-1).default(0).describe('Where to begin, in bytes; -1 for the last piece'),
      limit: z.int().min(1).max(1_048_576).default(262_144).describe('How many bytes at most'),
    }),
    output: logPiece,
  }),
  search_log: query('viewer', 'Where a text occurs in a log', {
    input: z.strictObject({
      ...logOf,
      text: z.string().min(1).max(200).describe('The text; letter case does not count'),
      limit: z.int().min(1).max(1000).default(200),
    }),
    output: z.strictObject({
      matches: z.array(
        z.strictObject({
          offset: count,
          line: count.describe('From 1'),
          text: z.string().describe('The line'),
        }),
      ),
      more: z.boolean().describe('Whether there are more'),
    }),
  }),
  follow_log: subscription('viewer', 'A log from a place on, as it is written', {
    input: z.strictObject({
      ...logOf,
      offset: count.default(0),
      lastEventId: z.string().nullish().describe('Where a stream that broke off goes on; set by the client'),
    }),
    output: logPiece,
  }),
} as const;

/** A piece of a log. */
export type LogPiece = z.infer<typeof logPiece>;
