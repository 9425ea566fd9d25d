import { badReport } from './bad-report.js';
import { openCaseList } from './case-list.js';
import type { ParsedReport, ReportInput } from './parsed-report.js';

/** What a POSIX shell says with its own exit codes, when the command has none to give. */
function shellFault(exitCode: number): string | null {
  if (exitCode === 126) return 'the shell could not run the command (exit code 126)';
  if (exitCode === 127) return 'the shell did not find the command (exit code 127)';
  const signal = exitCode - 128;
  if (signal < 1 || signal > 31) return null;
  return `the command was killed by signal ${signal} (exit code ${exitCode})`;
}

/** So many UTF-16 units of output are kept: its end, where a command says what went wrong. */
const TAIL_LENGTH = 6000;

function tailOf(text: string): string {
  const output = text.trimEnd();
  return output.length > TAIL_LENGTH ? `[cut …]\n${output.slice(-TAIL_LENGTH)}` : output;
}

/** Reads nothing but the exit code: one case, named after the gate; its message is the end of the output. */
export function readExitCode({ text, exitCode, gateName, root }: ReportInput): ParsedReport {
  const fault = shellFault(exitCode);
  if (fault !== null) throw badReport(fault, { hint: 'run the command of the gate by hand in a checkout' });
  const list = openCaseList(root);
  list.add({
    name: gateName ?? 'command',
    status: exitCode === 0 ? 'passed' : 'failed',
    message: exitCode === 0 ? null : `exit code ${exitCode}\n${tailOf(text)}`,
  });
  return { cases: list.cases, durationMs: null, plan: null };
}
