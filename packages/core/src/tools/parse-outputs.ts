/** What a tool wrote into its output file, and what of it was not taken. */
export interface ParsedOutputs {
  readonly outputs: Readonly<Record<string, string>>;
  /** A sentence for each line or limit that something was dropped for. */
  readonly problems: readonly string[];
}

const maxOutputs = 100;
const maxValueLength = 32_768;
const line = /^([A-Za-z][A-Za-z0-9_.-]{0,63})=(.*)$/s;

/**
 * Reads lines `key=value`; the last one of a key counts, empty lines do not. At most 100 keys, and 32,768
 * characters a value: what is beyond is dropped and told, never cut.
 */
export function parseOutputs(text: string): ParsedOutputs {
  const outputs = new Map<string, string>();
  const problems: string[] = [];
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    if (written.trim() === '') continue;
    const [, key, value] = line.exec(written) ?? [];
    const where = `line ${index + 1} of the output file`;
    if (key === undefined || value === undefined) problems.push(`${where} is not of the form key=value`);
    else if (value.length > maxValueLength)
      problems.push(`${where}: ${key} is longer than ${maxValueLength} characters`);
    else if (!outputs.has(key) && outputs.size >= maxOutputs)
      problems.push(`${where}: more than ${maxOutputs} outputs`);
    else outputs.set(key, value);
  }
  return { outputs: Object.fromEntries(outputs), problems };
}
