import { describe, expect, it } from 'vitest';
import { looksLikeMailbox, parseMailbox, parsePatch } from './index.js';

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const base64 = (content: string) => btoa(content).replace(/.{1,60}/g, '$&\n');

const diff = 'diff --git a/x b/x\nold mode 100644\nnew mode 100755\n';
const separator = 'From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001';
const author = 'From: A U Thor <author@example.org>';
const mail = (...lines: string[]) => [author, 'Subject: [PATCH] s', ...lines].join('\n');
const one = (content: string) => {
  const [patch, ...more] = parseMailbox(utf8(content));
  expect(more).toEqual([]);
  return patch;
};

describe('looksLikeMailbox', () => {
  it.each([
    ['an mbox', `${separator}\n${mail('', diff)}`, true],
    ['an mbox of a mail program', `\nFrom a@example.org Thu Apr  7 15:13:13 2005\n${mail('', diff)}`, true],
    ['one mail', mail('', diff), true],
    ['one mail with a date only', `${author}\nDate: Thu, 7 Apr 2005 15:13:13 -0700\n\n${diff}`, true],
    ['a bare diff', diff, false],
    ['a plain diff below a header', `Index: x\n=====\n--- a/x\n+++ b/x\n`, false],
    ['a header without From', `Subject: x\n\n${diff}`, false],
    ['a From line alone', `${author}\n\n${diff}`, false],
    ['prose that begins with From', 'From here on at 12:00:00 in 2020\nit is prose', false],
    ['prose without a time', 'From here on\nSubject: it is prose', false],
    ['nothing', '', false],
    ['a very long line', `From ${'x'.repeat(20_000)}`, false],
  ])('says of %s whether it is one', (_, content, expected) => {
    expect(looksLikeMailbox(utf8(content))).toBe(expected);
  });
});

describe('parseMailbox', () => {
  it('takes a bare diff for a patch that nobody signed', () => {
    expect(one(diff)).toEqual({
      author: undefined,
      date: undefined,
      message: undefined,
      diff: utf8(diff),
      line: 1,
    });
  });

  it('splits an mbox, tells on which line each diff begins, and drops diffstat and signature', () => {
    const first = mail(
      'Date: Thu, 7 Apr 2005 15:13:13 -0700',
      '',
      'body',
      '---',
      ' x | 0',
      ' 1 file changed',
      '',
      `${diff}-- `,
      '2.39.5',
      '',
    );
    const mails = parseMailbox(
      utf8(`${separator}\n${first}\n${separator}\n${mail('', 'Line', `${separator}, he said`, '---', diff)}`),
    );
    expect(mails.map(({ message, line }) => [message, line])).toEqual([
      ['s\n\nbody\n', 11],
      [`s\n\nLine\n${separator}, he said\n`, 24],
    ]);
    expect(mails.map((patch) => text(patch.diff).trim())).toEqual([diff.trim(), diff.trim()]);
    expect(mails[0]).toMatchObject({
      author: { name: 'A U Thor', email: 'author@example.org' },
      date: '1112911993 -0700',
    });
    expect(mails[1]?.date).toBeUndefined();
  });

  it('does not take a deleted line "- " for a signature', () => {
    const hunk = '--- a/x\n+++ b/x\n@@ -1,3 +1,2 @@\n a\n-- \n-b\n\\ No newline at end of file\n+c\n';
    const patch = one(mail('', '---', `${hunk}-- `, '2.39.5'));
    expect(text(patch?.diff ?? utf8(''))).toBe(hunk);
    expect(parsePatch(patch?.diff ?? utf8('')).deletions).toBe(2);
  });

  it('refuses a hunk header in it that cannot be read, with the line of the mailbox', () => {
    expect(() => one(mail('', '---', '--- a/x', '+++ b/x', '@@ -x @@'))).toThrowError(
      expect.objectContaining({ code: 'bad_patch', where: 'line 7' }),
    );
  });

  it.each([
    ['[PATCH] s', 's'],
    ['Re: [PATCH v2 3/7] [tests] s', '[tests] s'],
    ['[RFC PATCH][sub-project 1/2] s: t', 's: t'],
    ['[tests] s', '[tests] s'],
    ['Re: s', 'Re: s'],
    ['[PATCH s', '[PATCH s'],
    ['[PATCH] folded \n  twice', 'folded   twice'],
    ['=?utf-8*de?q?=C3=9Cber?= =?UTF-8?B?IGFsbGVz?= =?q?=', 'Über alles =?q?='],
    ['=?iso-8859-1?q?f=FCr_=zz?=', 'für =zz'],
    ['f\xfcr', 'für'],
  ])('reads the subject %j', (subject, expected) => {
    expect(parseMailbox(latin1(`${author}\nSubject: ${subject}\n\n${diff}`))[0]?.message).toBe(
      `${expected}\n`,
    );
  });

  it.each([
    ['A U Thor <a@example.org>', 'A U Thor', 'a@example.org'],
    ['"Thor, A \\"U\\"" <a@example.org>', 'Thor, A "U"', 'a@example.org'],
    ['a@example.org (A U Thor)', 'A U Thor', 'a@example.org'],
    ['"(Thor)" <a@example.org>', '(Thor)', 'a@example.org'],
    ['a@example.org', 'a@example.org', 'a@example.org'],
    ['=?UTF-8?q?J=C3=B6rg=20=22Q=22?= <j@example.org>', 'Jörg "Q"', 'j@example.org'],
    ['Nobody <>', 'Nobody', ''],
    ['A <B> <c@example.org>', 'A c@example.org', 'B'],
  ])('reads the author %s', (from, name, email) => {
    expect(one(`From: ${from}\nSubject: s\n\n${diff}`)?.author).toEqual({ name, email });
  });

  it.each([
    ['Thu, 7 Apr 2005 15:13:13 -0700', '1112911993 -0700'],
    ['07 April 2005 15:13 +0530', '1112866980 +0530'],
    ['Thu, 7 Apr 2005 15:13:13 PDT', '1112911993 -0700'],
    ['Thu, 7 Apr 2005 22:13:13 GMT', '1112911993 +0000'],
    ['2005-04-07T22:13:13.5Z', '1112911993 +0000'],
    ['2005-04-07 15:13 -07:00', '1112911980 -0700'],
    ['@1112911993 -0700', '1112911993 -0700'],
  ])('reads the date %s', (date, expected) => {
    expect(one(mail(`Date: ${date}`, '', diff))?.date).toBe(expected);
  });

  it.each(['yesterday', 'Thu, 7 Foo 2005 15:13:13 -0700', '1 Jan 1960 00:00:00 +0000'])(
    'refuses the date %s',
    (date) => {
      expect(() => one(mail(`Date: ${date}`, '', diff))).toThrowError(
        expect.objectContaining({
          code: 'bad_patch',
          where: 'line 1',
          message: expect.stringContaining(date),
        }),
      );
    },
  );

  it('lets headers in the body override the mail, as git am does', () => {
    const patch = one(
      mail(
        '',
        '',
        `>${separator}`,
        'From: Else',
        ' <else@example.org>',
        'Date: @1 +0000',
        '[PATCH] in body',
        '',
        'From: the text',
        diff,
      ),
    );
    expect(patch).toMatchObject({
      author: { name: 'Else', email: 'else@example.org' },
      date: '1 +0000',
      message: 'in body\n\nFrom: the text\n',
    });
    expect(one(mail('', 'Subject: other', 'Subject: text', diff))?.message).toBe('other\n\nSubject: text\n');
  });

  it.each([
    ['at the --- above the diffstat', ['a', '---', 'b', '---', ' x | 0', '', diff], 's\n\na\n---\nb\n'],
    ['at the first --- where there is no diffstat', ['a', '---', 'b', '', diff], 's\n\na\n'],
    [
      'at the first --- of a plain diff',
      ['a', '---', '--- a/x', '+++ b/x', '@@ -1,2 +1 @@', ' a', '-b'],
      's\n\na\n',
    ],
    ['at a manual separator', ['a', '--- 8< ---', 'b', diff], 's\n\na\n'],
    ['at the diff', ['', 'a', diff], 's\n\na\n'],
    ['at the signature of a cover letter', ['a', '-- ', '2.39.5'], 's\n\na\n'],
    ['at the end', ['a', ''], 's\n\na\n'],
    ['at once', [diff], 's\n'],
  ])('ends the message %s', (_, lines, message) => {
    expect(one(mail('', ...lines))?.message).toBe(message);
  });

  it('gives a cover letter an empty diff', () => {
    expect(one(mail('', 'a', '-- ', '2.39.5'))?.diff).toHaveLength(0);
  });

  it('decodes base64 and quoted-printable, and says on which line the body begins', () => {
    const headers = [
      'Content-Type: text/plain; charset=UTF-8; format=flowed',
      'Content-Transfer-Encoding: base64',
      '',
    ];
    const encoded = one(mail(...headers, base64(`Gr\xc3\xbc\xc3\x9fe\n---\n${diff}`)));
    expect(encoded).toMatchObject({ message: 's\n\nGrüße\n', diff: utf8(diff), line: 6 });
    const quoted = one(
      mail(
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'one=\r\n two',
        '=C3=BC =3D =zz =',
        '---',
        diff.replace(' mode', '=20mode'),
      ),
    );
    expect(quoted).toMatchObject({ message: 's\n\none two\nü = =zz ---\n', diff: utf8(diff), line: 5 });
  });

  it('takes carriage returns off a mail that came with them, and leaves those of the diff where it did not', () => {
    const hunk = '--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n a\r\n-b\r\n';
    expect(text(one(mail('', hunk))?.diff ?? utf8(''))).toBe(hunk);
    const sent = one(mail('', 'body', hunk).replaceAll('\n', '\r\n'));
    expect(sent?.message).toBe('s\n\nbody\n');
    expect(text(sent?.diff ?? utf8(''))).toBe(hunk);
  });

  it('reads a message in another character set, and guesses where none is named', () => {
    const latin = parseMailbox(
      latin1(mail('Content-Type: text/plain; charset="ISO-8859-1"', '', 'f\xfcr', diff)),
    );
    expect(latin[0]?.message).toBe('s\n\nfür\n');
    expect(parseMailbox(latin1(mail('', 'f\xfcr', diff)))[0]?.message).toBe('s\n\nfür\n');
    const koi = parseMailbox(latin1(mail('Content-Type: text/plain; charset=koi8-r', '', '\xc4\xc1', diff)));
    expect(koi[0]?.message).toBe('s\n\nда\n');
  });

  it.each([
    [
      'a mail of several parts',
      mail('Content-Type: multipart/mixed; boundary=x', '', diff),
      1,
      /several parts/,
    ],
    ['a mail without From', `${separator}\nSubject: s\n\n${diff}`, 1, /no From line/],
    ['a From without an address', `${separator}\nFrom: Nobody\n\n${diff}`, 1, /no mail address: "Nobody"/],
    [
      'an unknown character set',
      mail('Content-Type: text/plain; charset=klingon', '', diff),
      5,
      /unknown character set.*"klingon"/,
    ],
    [
      'an unknown character set of a header',
      `${author}\nSubject: =?klingon?q?x?=\n\n${diff}`,
      1,
      /mail header .*"klingon"/,
    ],
  ])('refuses %s', (_, content, line, message) => {
    expect(() => one(content)).toThrowError(
      expect.objectContaining({
        code: 'bad_patch',
        where: `line ${line}`,
        message: expect.stringMatching(message),
      }),
    );
  });

  it('passes over header lines that are none', () => {
    expect(
      one(`${separator}\nX: y\nno header\n${author}\n continued\nSubject: s\n\n${diff}`)?.author?.name,
    ).toBe('A U Thor continued');
  });
});
