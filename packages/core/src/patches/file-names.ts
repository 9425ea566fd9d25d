import { badLine, badPatch, headerText } from './bad-patch.js';
import { type LineCursor, lineStartsWith, nextLine } from './lines.js';
import { unquoteName } from './path-text.js';

const PREFIX_HINT = 'Make the patch with the prefixes a/ and b/, as git diff does without diff.noprefix.';
const QUOTE_HINT = 'Quote the name as git does, or make the patch again with git diff.';
const CR_HINT = 'The line ends of the patch were changed to CRLF; make it again or convert them back.';

// Names are held as one character a byte in this file; `namePath` decodes them.

/** The name without git's one-letter prefix; one that leaves the tree stays whole, so that it is seen as unsafe. */
export function stripPrefix(name: string): string | undefined {
  if (/^[abciow12]\//.test(name)) return name.slice(2);
  return /^(?:\/|\.\.\/)/.test(name) ? name : undefined;
}

/** The value of `rename from` and the like: a name without prefix, quoted or not. */
export function plainName(value: string, line: number): string {
  if (!value.startsWith('"')) return value;
  const unquoted = unquoteName(value);
  if (unquoted?.rest !== '') throw badPatch(line, 'a quoted name is malformed', QUOTE_HINT, value);
  return unquoted.name;
}

/** The one path that both sides of a `diff --git` line name, given what follows `diff --git `. */
export function sharedName(names: string, line: number): string {
  const pair = splitPair(names, (names.length - 1) / 2);
  const [before, after] = pair?.map(stripPrefix) ?? [];
  if (before !== undefined && before === after) return before;
  const isPrefixless = pair !== undefined && pair[0] === pair[1];
  throw badPatch(
    line,
    isPrefixless
      ? 'the paths have no a/ and b/ prefix'
      : 'the two paths differ without a rename or copy header',
    names.endsWith('\r') ? CR_HINT : PREFIX_HINT,
    names,
  );
}

/** Checks that a `diff --git` line names the two paths of its rename or copy headers. */
export function checkPair(names: string, from: string, to: string, line: number): void {
  const pair = splitPair(names, from.length + 2);
  if (pair && stripPrefix(pair[0]) === from && stripPrefix(pair[1]) === to) return;
  const hint = names.endsWith('\r') ? CR_HINT : PREFIX_HINT;
  throw badPatch(line, 'the paths do not match the rename or copy headers below', hint, names);
}

/** The two names, where the space between unquoted ones is at `middle`. */
function splitPair(names: string, middle: number): [string, string] | undefined {
  if (names.startsWith('"')) {
    const first = unquoteName(names);
    return first?.rest.startsWith(' ') ? secondName(first.name, first.rest.slice(1)) : undefined;
  }
  const quote = names.indexOf(' "');
  if (quote !== -1) return secondName(names.slice(0, quote), names.slice(quote + 1));
  return names[middle] === ' ' ? [names.slice(0, middle), names.slice(middle + 1)] : undefined;
}

function secondName(first: string, text: string): [string, string] | undefined {
  if (!text.startsWith('"')) return [first, text];
  const second = unquoteName(text);
  return second?.rest === '' ? [first, second.name] : undefined;
}

/** A name of a `---` or `+++` line as it stands there, with the time stamp that plain diffs put behind it. */
export interface NameLine {
  readonly line: number;
  readonly name: string;
  readonly stamp: string;
}

/** Reads a `--- ` or `+++ ` line and moves behind it. */
export function readNameLine(cursor: LineCursor, marker: '--- ' | '+++ '): NameLine {
  if (!lineStartsWith(cursor, marker)) {
    throw badLine(
      cursor,
      `a line that begins with "${marker}" is missing here`,
      'Make the patch again with git diff.',
    );
  }
  const value = headerText(cursor).slice(4);
  const { line } = cursor;
  const unquoted = value.startsWith('"') ? unquoteName(value) : splitStamp(value);
  if (!unquoted) throw badPatch(line, 'a quoted name is malformed', QUOTE_HINT, value);
  nextLine(cursor);
  return { line, name: unquoted.name, stamp: unquoted.rest.trim() };
}

function splitStamp(value: string): { name: string; rest: string } {
  const tab = value.indexOf('\t');
  return tab === -1 ? { name: value, rest: '' } : { name: value.slice(0, tab), rest: value.slice(tab) };
}

/** Checks that a `---` or `+++` line names `expected`, where undefined stands for /dev/null. */
export function checkNameLine(nameLine: NameLine, expected: string | undefined): void {
  const { line, name } = nameLine;
  if (expected === undefined ? name === '/dev/null' : stripPrefix(name) === expected) return;
  const wanted = expected === undefined ? '/dev/null' : 'the path of the header above';
  throw badPatch(line, `${wanted} is expected here`, name.endsWith('\r') ? CR_HINT : PREFIX_HINT, name);
}
