import { z } from 'zod';
import { gateCriteria } from './gate-criteria.js';
import { count, instant, key, objectId, sha256, ulid } from './primitives.js';

/** The states of a gate. */
export const gateStateName = z.enum(['pending', 'running', 'passed', 'failed', 'error', 'skipped']);

/** What kind of check a gate is. */
export const gateType = z
  .enum(['lint', 'unit_tests', 'integration_tests', 'e2e_tests', 'security_scan', 'custom'])
  .describe('What kind of check the gate is');

/** A test case that did not pass, as it is told to people and to the next attempt. */
export const failingCase = z
  .strictObject({
    name: z.string().describe('The name of the case, with its suite'),
    file: z.string().nullable().describe('The file it stands in'),
    line: z.int().nullable().describe('The line, from 1'),
    message: z.string().nullable().describe('What it said'),
  })
  .meta({ title: 'Failing case', description: 'A test case that did not pass' });

/** The record of one execution of a gate on one tree. A result never changes: another try is another row. */
export const testGate = z
  .strictObject({
    id: ulid.describe('The id of the gate row'),
    run_id: ulid.describe('The run'),
    patch_id: ulid.nullable().describe('The patch under test; null for an acceptance check'),
    phase_id: ulid.nullable().describe('The phase whose acceptance it checks; null for a patch'),
    name: key.describe('The name of the gate in the template'),
    type: gateType,
    state: gateStateName.describe('The state of the gate'),
    version: count.describe('Grows by one with every move'),
    reason: z.string().nullable().describe('Why it is in this state'),
    criteria: gateCriteria.describe('What has to hold'),
    commit_id: objectId.describe('The commit whose tree is tested'),
    tree_id: objectId.describe('The tree that is tested'),
    gate_digest: sha256.describe('Digest of command, report and criteria'),
    environment_digest: sha256.describe('Digest of what the verdict depends on beside tree and gate'),
    cached_from: ulid.nullable().describe('The gate row whose verdict was taken over'),
    exit_code: z.int().nullable().describe('The exit code of the command'),
    total: count.nullable().describe('How many cases the report has'),
    passed: count.nullable().describe('How many passed'),
    failed: count.nullable().describe('How many failed'),
    skipped: count.nullable().describe('How many were skipped'),
    coverage_percent: z.number().min(0).max(100).nullable().describe('Line coverage in percent'),
    failing: z.array(failingCase).describe('The cases that did not pass, the first ones'),
    log_path: z.string().nullable().describe('The folder of its logs'),
    created_at: instant.describe('When the row was made'),
    started_at: instant.nullable().describe('When the command started'),
    ended_at: instant.nullable().describe('When there was a result'),
    duration_ms: count.nullable().describe('How long the command ran, in milliseconds'),
  })
  .meta({ title: 'Gate', description: 'One execution of a gate on one tree' });

/** A state of a gate. */
export type GateStateName = z.infer<typeof gateStateName>;
/** What kind of check a gate is. */
export type GateType = z.infer<typeof gateType>;
/** A test case that did not pass. */
export type FailingCase = z.infer<typeof failingCase>;
/** A row of the table `test_gates`. */
export type TestGate = z.infer<typeof testGate>;
