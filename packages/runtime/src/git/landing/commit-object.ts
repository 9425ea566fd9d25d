import { UetError } from '@uet/core';
import type { Signature } from '@uet/schemas';

/** What a commit says, apart from its tree and parents. */
export interface CommitText {
  /** Kept to the byte, its last line break or the lack of it included. */
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

/** A commit as it is stored; text in UTF-8 whatever it was written in. */
export interface ParsedCommit extends CommitText {
  readonly tree: string;
  readonly parents: readonly string[];
}

/**
 * A name or address without what a commit's header cannot hold: `<`, `>`, line breaks, NUL, white space at its ends.
 * git also strips punctuation there (`Jr.`, which newer versions keep); here an author is kept as he wrote himself.
 */
function cleanIdentity(text: string): string {
  return text.replace(/[<>\n\0]/g, '').trim();
}

function encodePerson(role: string, person: Signature): string {
  if (!/^-?\d+ [+-]\d{4}$/.test(person.date)) {
    throw new UetError('bad_argument', `the ${role}'s date "${person.date}" is not "<seconds> <±hhmm>"`);
  }
  return `${role} ${cleanIdentity(person.name)} <${cleanIdentity(person.email)}> ${person.date}\n`;
}

/** The bytes of a commit object, as `git commit-tree` would write it. Throws `bad_argument`. */
export function encodeCommit(tree: string, parents: readonly string[], text: CommitText): Buffer {
  if (text.message.includes('\0')) {
    throw new UetError('bad_argument', 'the commit message has a NUL character', {
      hint: 'git refuses such messages; remove the character.',
    });
  }
  const header = [
    `tree ${tree}\n`,
    ...parents.map((parent) => `parent ${parent}\n`),
    encodePerson('author', text.author),
    encodePerson('committer', text.committer),
  ];
  return Buffer.from(`${header.join('')}\n${text.message}`, 'utf8');
}

/** Bytes as text: in the encoding named, else UTF-8, else (as old histories are) Latin-1. */
function decode(bytes: Buffer, encoding: string | undefined): string {
  const label = encoding?.trim().toLowerCase() ?? 'utf-8';
  // To TextDecoder Latin-1 means Windows-1252, which differs in 0x80-0x9f.
  if (/^(iso-?8859-1|latin-?1)$/.test(label)) return bytes.toString('latin1');
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return label === 'utf-8' ? bytes.toString('latin1') : decode(bytes, undefined);
  }
}

function parsePerson(line: string): Signature {
  const [, name = '', email = '', seconds, zone] =
    /^(.*?) ?<([^>]*)>.*?(?:(-?\d+) ([+-]\d+))?$/s.exec(line) ?? [];
  // Some imported histories have zones of six digits, or no date at all.
  return { name, email, date: `${seconds ?? 0} ${zone?.length === 5 ? zone : '+0000'}` };
}

/** Reads a commit object; signatures and other headers are left out. */
export function parseCommit(bytes: Buffer): ParsedCommit {
  const blank = bytes.indexOf('\n\n');
  const end = blank < 0 ? bytes.length : blank;
  const encoding = /^encoding (.+)$/m.exec(bytes.toString('latin1', 0, end))?.[1];
  const fields = new Map<string, string[]>();
  for (const line of decode(bytes.subarray(0, end), encoding).split('\n')) {
    const space = line.indexOf(' ');
    const key = line.slice(0, space);
    fields.set(key, [...(fields.get(key) ?? []), line.slice(space + 1)]);
  }
  return {
    tree: fields.get('tree')?.[0] ?? '',
    parents: fields.get('parent') ?? [],
    author: parsePerson(fields.get('author')?.[0] ?? ''),
    committer: parsePerson(fields.get('committer')?.[0] ?? ''),
    message: decode(bytes.subarray(blank < 0 ? bytes.length : blank + 2), encoding),
  };
}
