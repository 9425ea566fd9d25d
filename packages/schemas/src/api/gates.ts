import { z } from 'zod';
import { ulid } from '../primitives.js';
import { testCase, testExecutionRecord } from '../test-execution-record.js';
import { gateStateName } from '../test-gate.js';
import { caseResult, gateLine } from './lines.js';
import { pageOf, pageRequest, query } from './procedure.js';

/** The procedures about gates. */
export const gates = {
  list: query('viewer', 'Gates, the newest first', {
    input: z.strictObject({
      run_id: ulid.nullable().default(null).describe('Those of this run'),
      patch_id: ulid.nullable().default(null).describe('Those of this patch'),
      states: z.array(gateStateName).max(10).default([]).describe('Empty for all'),
      ...pageRequest,
    }),
    output: pageOf(gateLine),
  }),
  get: query('viewer', 'One gate with its cases, what failed first', {
    input: z.strictObject({ gate_id: ulid.describe('The gate') }),
    output: z.strictObject({
      gate: gateLine,
      command: z.string().nullable().describe('What was run'),
      execution: testExecutionRecord
        .omit({ cases: true })
        .extend({
          cases: z
            .array(testCase.extend({ flaky: z.boolean().describe('Both passed and failed on one tree') }))
            .describe('10,000 at most'),
        })
        .nullable()
        .describe('The report; null where there is none'),
    }),
  }),
  history: query('viewer', 'How one test ended in earlier gates of the same repository, the newest first', {
    input: z.strictObject({
      run_id: ulid.describe('A run on the repository'),
      gate: z.string().max(64).describe('The name of the gate'),
      name: z.string().max(2000).describe('The name of the case'),
      suite: z.string().max(2000).nullable().default(null),
      file: z.string().max(4096).nullable().default(null),
      limit: z.int().min(1).max(100).default(30),
    }),
    output: z.strictObject({ items: z.array(caseResult) }),
  }),
} as const;
