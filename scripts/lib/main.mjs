import { adviceOn } from './advice.mjs';
import { StepFailure } from './progress.mjs';

/** Runs a script's work, whose result is the exit code; a failure is shown to a person, with what to do about it. */
export const main = async (work) => {
  try {
    process.exitCode = await work();
  } catch (error) {
    const { output = '', message } = error;
    if (output) process.stderr.write(`${output.trimEnd()}\n`);
    const advice = adviceOn(`${message}\n${output}`);
    const shown = error instanceof StepFailure || advice !== undefined ? message : error.stack;
    process.stderr.write(`\n${shown}\n${advice === undefined ? '' : `${advice}\n`}`);
    process.exitCode = 1;
  }
};
