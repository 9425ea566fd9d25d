import { Command } from 'commander';
import type { Surroundings } from '../surroundings.js';

/** What a command does: it gets where it was called, its arguments and its options, and answers its exit code. */
export type Action = (cli: Surroundings, ...values: never[]) => Promise<number>;

/** Makes the handler of a command from what loads its action: nothing of it is read before it is called. */
export type Lazily = (load: () => Promise<Action>) => (...values: unknown[]) => Promise<void>;

/** Options that every command has. */
export interface Common {
  readonly json?: boolean;
}

/** The option that every command has. */
export const json = ['--json', 'print one JSON value on standard output'] as const;

/** Collects an option that may be given several times. */
export const several = (value: string, before: string[] = []): string[] => [...before, value];

/** A help text's last part: command lines to start from. */
export const examples = (...lines: readonly string[]): string =>
  `\n${lines.length === 1 ? 'Example' : 'Examples'}:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;

/** A command of the group, with `--json` and examples. */
export function declare(
  parent: Command,
  usage: string,
  description: string,
  lines: readonly string[],
): Command {
  return parent
    .command(usage)
    .description(description)
    .option(...json)
    .addHelpText('after', examples(...lines));
}

/** The command among the values that commander hands to an action: it comes last. */
export const commandAmong = (values: readonly unknown[]): Command =>
  values.findLast((value) => value instanceof Command) as Command;
