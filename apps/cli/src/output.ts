import { type ErrorCode, UetError } from '@uet/core';
import pc from 'picocolors';
import { wantsColors } from './colors.js';
import { exitCodeOfError } from './exit-code.js';
import { exitCodes } from './exit-codes.js';
import type { Surroundings } from './surroundings.js';

type Voice = Pick<Surroundings, 'stdout' | 'stderr'>;

/** Writes one line to standard output. */
export const print = ({ stdout }: Voice, line = ''): void => {
  stdout.write(`${line}\n`);
};

/** Writes one line to standard error: progress and problems, never a result. */
export const tell = ({ stderr }: Voice, line = ''): void => {
  stderr.write(`${line}\n`);
};

/** Writes one JSON value to standard output, and nothing else belongs there. */
export const printJson = ({ stdout }: Voice, value: unknown): void => {
  stdout.write(`${JSON.stringify(value, null, stdout.isTTY === true ? 2 : 0)}\n`);
};

/** Tells what went wrong and what to do, without a stack trace; answers the exit code. */
export function reportError(
  cli: Pick<Surroundings, 'stdout' | 'stderr' | 'env'>,
  error: unknown,
  { json }: { readonly json: boolean },
): number {
  const known = error instanceof UetError ? error : asSystemError(error);
  const exitCode = exitCodeOfError(known.code);
  // Of several problems, the message has the hint of each.
  const own = known.problems.find((problem) => problem.hint !== undefined)?.hint;
  const hint = known.hint ?? (own === undefined ? usualHints[known.code] : undefined);
  if (json) {
    const { code, message, where = null } = known;
    printJson(cli, { error: { code, message, where, hint: hint ?? own ?? null } });
  }
  const { red, dim } = pc.createColors(wantsColors(cli.env, cli.stderr));
  const where = known.where === undefined || known.message.includes(known.where) ? '' : `${known.where}: `;
  tell(cli, `${red('error:')} ${where}${known.message}`);
  if (hint !== undefined) tell(cli, `${dim('hint:')}  ${hint}`);
  if (exitCode === exitCodes.system && cli.env.UET_DEBUG !== undefined)
    tell(cli, String((error as Error).stack));
  return exitCode;
}

/** What helps where an error says nothing of its own. */
const usualHints: Partial<Record<ErrorCode, string>> = {
  bad_template: '`uet schemas print template` has every key and what it means',
  bad_parameter: 'correct the value: --param name=value',
  bad_catalog: '`uet schemas print tool_catalog` has every key and what it means',
  bad_policy: '`uet schemas print patch_policy` has every key and what it means',
  bad_document: '`uet schemas print <name>` has every key and what it means',
  git_failed: 'see whether git itself can do it; UET_DEBUG=1 shows where it was asked to',
  database_failed: 'UET_DEBUG=1 shows where',
};

function asSystemError(error: unknown): UetError {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ENOSPC')
    return new UetError('disk_full', message ?? 'no room is left on the device', { cause: error });
  return new UetError('internal', message ?? String(error), {
    cause: error,
    hint: 'this is a fault of uet; UET_DEBUG=1 shows where',
  });
}
