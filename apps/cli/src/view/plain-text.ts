import { stripVTControlCharacters } from 'node:util';

/**
 * Text that others wrote (diffs, messages of tests and tools) as a terminal may have it: without escape sequences,
 * which could hide or fake what is shown, and with other control characters as `�`.
 */
export const plainText = (text: string): string =>
  stripVTControlCharacters(text).replace(/[^\P{Cc}\t\n]/gu, '�');
