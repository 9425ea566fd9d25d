// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with control characters.
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all that is no text, but tabs and line ends.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** What a terminal would show of a text: without escape sequences, and with lines that were overwritten left out. */
export const plainText = (text: string): string =>
  text
    .replace(escapes, '')
    .replace(/\r\n/g, '\n')
    .replace(/^.*\r(?!$)/gm, '')
    .replace(/\r/g, '')
    .replace(controls, '');
