#!/usr/bin/env node
import { runProgram } from './program.js';
import { outputOf } from './surroundings.js';

const { argv, env } = process;
const surroundings = {
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  env,
  cwd: process.cwd(),
  signals: process,
};
// What nobody catches is a fault of this program; even so a person gets a sentence, not a stack trace.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, async (error: unknown) => {
    const { reportError } = await import('./output.js');
    process.exit(reportError(surroundings, error, { json: argv.includes('--json') }));
  });
}
process.exitCode = await runProgram(argv.slice(2), surroundings);
