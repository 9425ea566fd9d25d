import { readFileSync } from 'node:fs';
import { Command, type CommanderError } from 'commander';
import { exitCodes } from './exit-codes.js';
import { type Common, commandAmong, type Lazily } from './program/declaration.js';
import { declareListCommands } from './program/list-commands.js';
import { declarePeopleCommands } from './program/people-commands.js';
import { declareRunCommands } from './program/run-commands.js';
import { declareSystemCommands } from './program/system-commands.js';
import type { Surroundings } from './surroundings.js';

/** The version of this program: that of its package. */
function versionOf(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

const exitCodeTable = `
Exit codes:
  0 succeeded, 1 failed, 2 bad input, 3 quarantined patches remain, 4 budget, 5 the system's fault, 130 canceled`;

/**
 * The commands, their arguments and options. What a command does is loaded when it is called: `uet --help` reads
 * this folder and little else.
 */
function buildProgram(cli: Surroundings, lazily: Lazily): Command {
  const program = new Command('uet')
    .description('Many workers, one branch that only ever moves to a tree that passed, at a known price.')
    .version(versionOf())
    .addHelpText('after', exitCodeTable)
    .configureOutput({
      writeOut: (text) => cli.stdout.write(text),
      writeErr: (text) => cli.stderr.write(text),
      // Told by `reportUsageError`, in the words of every other error.
      outputError: () => undefined,
      getOutHelpWidth: () => cli.stdout.columns ?? 100,
      getErrHelpWidth: () => cli.stderr.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  declareRunCommands(program, lazily);
  declareListCommands(program, lazily);
  declarePeopleCommands(program, lazily);
  declareSystemCommands(program, lazily);
  return program;
}

/** Parses the arguments (without `node` and the script) and runs the command; answers the exit code. */
export async function runProgram(argv: readonly string[], cli: Surroundings): Promise<number> {
  let exitCode: number = exitCodes.succeeded;
  const program = buildProgram(cli, (load) => async (...values) => {
    const command = commandAmong(values);
    const { json = false } = command.opts<Common>();
    try {
      await refuseEmpty(command);
      const action = await load();
      exitCode = await action(cli, ...(values as never[]));
    } catch (error) {
      const { reportError } = await import('./output.js');
      exitCode = reportError(cli, error, { json });
    }
  });
  for (const command of [program, ...descendantsOf(program)]) {
    command.exitOverride((error) => {
      throw new UsageError(error, command);
    });
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return reportUsageError(error, argv, cli);
  }
}

/** An empty word is a variable that is not set, more often than not: it never stands for a folder or a name. */
async function refuseEmpty(command: Command): Promise<void> {
  const options = Object.entries(command.opts<Record<string, unknown>>());
  const emptyOption = options.find(([, value]) => value === '')?.[0];
  const what = emptyOption === undefined ? 'an argument' : `--${emptyOption}`;
  if (emptyOption === undefined && !command.args.includes('')) return;
  const { UetError } = await import('@uet/core');
  throw new UetError('bad_argument', `${what} is empty`, {
    where: nameOf(command),
    hint: 'is a variable of your shell not set?',
  });
}

const descendantsOf = (command: Command): Command[] =>
  command.commands.flatMap((child) => [child, ...descendantsOf(child)]);

/** Commander's complaint, with the command that it is about. */
class UsageError extends Error {
  readonly problem: CommanderError;
  readonly command: Command;

  constructor(problem: CommanderError, command: Command) {
    super(problem.message);
    this.problem = problem;
    this.command = command;
  }
}

/** `error: unknown option '--jsn'\n(Did you mean --json?)` as what, where and what to do. */
async function reportUsageError(
  { problem, command }: UsageError,
  argv: readonly string[],
  cli: Surroundings,
): Promise<number> {
  if (problem.exitCode === 0) return exitCodes.succeeded;
  // A group without its command: its help was shown, on standard error.
  if (problem.code === 'commander.help') return exitCodes.badInput;
  const [{ UetError }, { reportError }] = await Promise.all([import('@uet/core'), import('./output.js')]);
  const where = nameOf(command);
  const [what = '', suggestion] = problem.message.replace(/^error: /, '').split('\n');
  const hint = suggestion?.replace(/^\((.*)\)$/, '$1') ?? `\`${where} --help\` shows what it takes`;
  const error = new UetError('bad_argument', what, { where, hint });
  return reportError(cli, error, { json: argv.includes('--json') });
}

const nameOf = (command: Command): string =>
  command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
