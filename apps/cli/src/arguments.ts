import { didYouMean, UetError } from '@uet/core';

/** A whole number from 1 to 999,999, or undefined where the option was not given. Throws `bad_argument`. */
export function wholeNumber(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new UetError('bad_argument', `${option} ${text} is not a whole number from 1 to 999999`, {
    where: option,
    hint: `e.g. ${option} 20`,
  });
}

/** The values of an option, each one of those that are known. Throws `bad_argument`. */
export function oneOf<T extends string>(given: readonly string[], option: string, known: readonly T[]): T[] {
  return given.map((text) => {
    const found = known.find((value) => value === text);
    if (found !== undefined) return found;
    throw new UetError('bad_argument', `${option} ${text} is not known${didYouMean(text, known)}`, {
      where: option,
      hint: `one of ${known.join(', ')}`,
    });
  });
}

/** `name=value` pairs. Throws `bad_parameter` for what is none, or for a name that is given twice. */
export function parseAssignments(given: readonly string[]): Record<string, string> {
  const parsed = new Map<string, string>();
  for (const assignment of given) {
    const at = assignment.indexOf('=');
    const name = assignment.slice(0, Math.max(0, at));
    // Only the part before the sign is repeated: the value may be a secret.
    const problem =
      at < 1
        ? `--param ${at === 0 ? '=…' : assignment} is not of the form name=value`
        : parsed.has(name)
          ? `--param ${name} is given twice`
          : undefined;
    if (problem !== undefined) {
      throw new UetError('bad_parameter', problem, { where: '--param', hint: 'e.g. --param service=api' });
    }
    parsed.set(name, assignment.slice(at + 1));
  }
  return Object.fromEntries(parsed);
}
