import { z } from 'zod';
import { key } from './primitives.js';
import { dollars, environment, seconds } from './ws-step.js';

/** What a tool is: a program, an AI coding program, a ready-made patch file, or nothing at all. */
export const toolKind = z
  .enum(['command', 'agent', 'patch', 'noop'])
  .describe('A program, an AI coding program, a ready-made patch file, or nothing at all');

/** The readers that know how a program tells what it used. */
export const usageReader = z
  .enum(['claude_json', 'codex_jsonl', 'aider_text', 'gemini_json', 'none'])
  .describe('How the program tells what it used');

/** How a prompt reaches a program. */
export const promptDelivery = z
  .enum(['argument', 'stdin', 'file'])
  .describe('As an argument ({prompt}), on standard input, or in a file ({prompt_file})');

const argument = z.string().max(100_000);

/** A variable to pass on from the environment: a name, or the beginning of names followed by a star. */
const variablePattern = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}\*?$/, 'must be the name of a variable, which may end in *');

/** A name at the top of a worktree. */
const topName = z
  .string()
  .regex(/^(?!\.{1,2}$)(?!\.git$)[^/*\0]{1,200}\*?$/u, 'must be a single name, which may end in *');

/** What a tool costs beside what its model costs. */
export const toolCost = z
  .strictObject({
    per_call_usd: dollars.optional().describe('US dollars for each call'),
    per_second_usd: dollars.optional().describe('US dollars for each second that it runs'),
  })
  .meta({ title: 'Tool cost', description: 'What the tool costs beside what its model costs' });

/** One tool of the catalogue. */
export const tool = z
  .strictObject({
    kind: toolKind,
    title: z.string().min(1).max(200).describe('The title for people'),
    description: z.string().max(10_000).optional().describe('What the tool does, in a few sentences'),
    command: z
      .array(argument)
      .min(1)
      .max(1000)
      .optional()
      .describe('The argument array, with {prompt}, {prompt_file}, {model} and {args}; {{x}} stands for {x}'),
    prompt: z
      .strictObject({ via: promptDelivery })
      .optional()
      .describe('How the prompt reaches the program; a tool without it takes no prompt'),
    model: z
      .strictObject({
        argument: z
          .string()
          .min(1)
          .max(200)
          .optional()
          .describe('What stands before the model, e.g. --model'),
        default: z.string().min(1).max(200).optional().describe('The model where the task names none'),
      })
      .optional()
      .describe('How the program is told which model to call'),
    env: environment.optional().describe('Variables that are set for the program'),
    env_allow: z
      .array(variablePattern)
      .max(200)
      .optional()
      .describe('Variables that are passed on to it, beside those that every program gets'),
    capabilities: z.array(key).max(100).optional().describe('What it is able to do, for the router'),
    languages: z.array(key).max(100).optional().describe('The languages it is for; all where absent'),
    usage: z
      .strictObject({ reader: usageReader, from: z.literal('stdout').describe('Where it is read from') })
      .optional()
      .describe('How what it used is read from its output'),
    probe: z
      .array(argument)
      .min(1)
      .max(100)
      .optional()
      .describe('A command that succeeds where the tool is installed and prints its version'),
    install: z.string().max(1000).optional().describe('How to install it, in a sentence'),
    cost: toolCost
      .nullable()
      .optional()
      .describe('What the tool costs beside what its model costs; null or absent: nothing'),
    needs_worktree: z
      .boolean()
      .optional()
      .meta({ description: 'Whether it works in a worktree of the repository', default: true }),
    scratch: z
      .array(topName)
      .max(100)
      .optional()
      .describe('Names at the top of the worktree that it makes for itself; removed when it ends'),
    timeout_s: seconds.optional().describe('Wall time in seconds where the task says none; 0 for no limit'),
    idle_timeout_s: seconds
      .optional()
      .describe('Seconds without output where the task says none; 0 for no limit'),
    max_parallel: z.int().min(1).max(1024).optional().describe('How many of it run at once'),
  })
  .meta({ title: 'Tool', description: 'A tool' });

/** The tools that tasks may use: a document that people write, merged by id over the built-in one. */
export const toolCatalog = z
  .strictObject({
    catalog: z.literal('v1').describe('The version of this format: v1'),
    tools: z.record(key, tool).describe('The tools, by id'),
  })
  .meta({ title: 'Tool catalogue', description: 'The tools that tasks may use' });

/** What a tool is. */
export type ToolKind = z.infer<typeof toolKind>;
/** How a program tells what it used. */
export type UsageReader = z.infer<typeof usageReader>;
/** How a prompt reaches a program. */
export type PromptDelivery = z.infer<typeof promptDelivery>;
/** What a tool costs beside what its model costs. */
export type ToolCost = z.infer<typeof toolCost>;
/** One tool of the catalogue. */
export type Tool = z.infer<typeof tool>;
/** The tools that tasks may use, by id. */
export type ToolCatalog = z.infer<typeof toolCatalog>;
