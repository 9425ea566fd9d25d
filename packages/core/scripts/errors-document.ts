import { errorTable, type Fault } from '../src/errors/index.js';
import { generatedFrom, table } from './markdown.js';

const faults: Record<Fault, string> = {
  caller: 'something has to be changed before it can succeed',
  system: 'this program itself repeats what can be repeated; anything else is a bug to report',
  dependency: 'something that this program depends on did not do its part: git, the database, the machine',
};

/** The text of docs/errors.md: every error code, whose fault it is, and whether to try again. */
export function errorsDocument(): string {
  const rows = Object.entries(errorTable).map(([code, { fault, retry, means }]) => [
    `\`${code}\``,
    fault,
    retry ? 'yes' : 'no',
    means,
  ]);
  return `${[
    generatedFrom('packages/core/src/errors/error-table.ts'),
    '',
    '# Errors',
    '',
    'Every error has a code of this table, a message that says what is wrong and where, and mostly a hint at what to do.',
    'With "retry", the same call may succeed later without being changed.',
    '',
    'Who has to act on it:',
    '',
    ...Object.entries(faults).map(([fault, means]) => `- ${fault}: ${means}`),
    '',
    table(['code', 'fault', 'retry', 'means'], rows),
  ].join('\n')}\n`;
}
