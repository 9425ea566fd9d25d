import { z } from 'zod';
import { failureKind } from './attempt.js';
import { count, decimal, instant, key, pathPattern } from './primitives.js';

/** What a tool says that it used. Input that was read from a cache is in `tokens_cached` alone. */
export const toolUsage = z
  .strictObject({
    model: z.string().nullable().describe('The model that was called most; null where it is not known'),
    tokens_in: count.describe('Tokens read, those from a cache not among them'),
    tokens_out: count.describe('Tokens written, thoughts among them'),
    tokens_cached: count.describe('Tokens read from a cache'),
    calls: count.describe('Calls of models, as far as the tool counts them'),
    cost_usd: decimal
      .nullable()
      .describe('What the tool says it cost in US dollars; null where it does not say'),
  })
  .meta({ title: 'Usage', description: 'What the tool says that it used' });

/** Where the output of one stream lies. */
const streamLog = z
  .strictObject({
    path: z.string().min(1).describe('The absolute path of the log'),
    bytes: count.describe('How much was printed'),
  })
  .meta({ title: 'Stream log', description: 'Where the output of one stream lies' });

/** The record of one run of a tool. */
export const toolResult = z
  .strictObject({
    tool_id: key.describe('The tool'),
    command: z.array(z.string()).nullable().describe('The argument array; null where no program ran'),
    result: z.enum(['succeeded', 'failed']).describe('How it ended'),
    failure_kind: failureKind.nullable().describe('Why it failed'),
    message: z.string().nullable().describe('What there is to say about it, in a line'),
    exit_code: z.int().nullable().describe('The exit code; null where a signal ended it or no program ran'),
    signal: z.string().nullable().describe('The signal that ended it'),
    timed_out: z.enum(['wall', 'idle']).nullable().describe('Which time ran out'),
    stdout: streamLog.nullable().describe('Standard output; null where no program ran'),
    stderr: streamLog.nullable().describe('Standard error; null where no program ran'),
    dropped_bytes: count.describe('How much of both is not in the logs'),
    started_at: instant.describe('When it started'),
    ended_at: instant.describe('When it ended'),
    duration_ms: count.describe('How long it took, in milliseconds'),
    changed_files: z.array(pathPattern).describe('The files that differ from the base'),
    outputs: z.record(z.string(), z.string()).describe('What it gave to later tasks'),
    usage: toolUsage.nullable().describe('What it used; null where that is not known'),
  })
  .meta({ title: 'Tool result', description: 'One run of a tool' });

/** What a tool says that it used. */
export type ToolUsageRecord = z.infer<typeof toolUsage>;
/** The record of one run of a tool. */
export type ToolResult = z.infer<typeof toolResult>;
