import { badPatch } from './bad-patch.js';
import { decodeHeader } from './mail-header.js';

/** Who wrote a change. */
export interface MailAuthor {
  readonly name: string;
  readonly email: string;
}

/**
 * The author of a `From:` value as it stands in the mail, in the forms `Name <address>`, `address (Name)` and a bare
 * address. Unlike git, quotes are taken off before encoded words are decoded, so that quotes of the name stay.
 */
export function parseAuthor(value: string, line: number): MailAuthor {
  const text = unquote(value);
  const bracketed = /<([^<>]*)>/.exec(text);
  const match = bracketed ?? /[^\s<>()]+@[^\s<>()]+/.exec(text);
  if (!match)
    throw badPatch(line, 'a From line has no mail address', 'It has to read From: Name <address>.', value);
  const email = decodeHeader((bracketed?.[1] ?? match[0]).trim(), line);
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.trim();
  const decoded = decodeHeader(bracketed ? rest : rest.replace(/^\((.*)\)$/s, '$1'), line);
  // A commit cannot hold angle brackets or line feeds in a name.
  const name = decoded.replace(/[\s<>]+/g, ' ').trim();
  return { name: name === '' ? email : name, email };
}

/** Takes the quotes off "quoted strings", with their backslashes. */
function unquote(text: string): string {
  return text.replace(/"((?:[^"\\]|\\.)*)"/gs, (_, quoted: string) => quoted.replace(/\\(.)/gs, '$1'));
}

/**
 * A subject without its `[PATCH n/m]` marks and a `Re:` before them. Like `git am --keep-non-patch`: brackets
 * that hold neither the word PATCH nor a number n/m belong to the message.
 */
export function cleanSubject(subject: string): string {
  let rest = subject;
  for (;;) {
    const mark = /^\s*(?:re:\s*)*\[[^\]]*\]/i.exec(rest)?.[0];
    if (mark === undefined || !/PATCH|\b\d+\/\d+\]$/i.test(mark)) return rest.trim();
    rest = rest.slice(mark.length);
  }
}
