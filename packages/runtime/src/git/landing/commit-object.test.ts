import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { people, type TestRepository, testRepository } from '../../../test/support/landing-repository.js';
import { testFolder } from '../../../test/support/process-runs.js';
import { encodeCommit, parseCommit } from './commit-object.js';
import { objectId } from './object-id.js';

let repository: TestRepository;
beforeAll(async () => {
  repository = await testRepository(await testFolder());
  await repository.commit({ seed: 's\n' });
});

describe('encodeCommit', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
  const name = word.map((text) => `x${text.replace(/[\n\0]/g, '')}y`);

  it('makes the commit that git commit-tree makes', async () => {
    const tree = await repository.git(['rev-parse', 'HEAD^{tree}']);
    const parent = await repository.git(['rev-parse', 'HEAD']);
    const time = fc.tuple(fc.integer({ min: 0, max: 4e9 }), fc.constantFrom('+0000', '-0330', '+1400'));
    await fc.assert(
      fc.asyncProperty(name, name, time, word, async (author, email, [seconds, zone], message) => {
        const date = `${seconds} ${zone}`;
        const env = {
          GIT_AUTHOR_NAME: author,
          GIT_AUTHOR_EMAIL: email,
          GIT_AUTHOR_DATE: `@${date}`,
          GIT_COMMITTER_NAME: 'Bob',
          GIT_COMMITTER_EMAIL: 'bob@example.org',
          GIT_COMMITTER_DATE: `@${date}`,
        };
        const input = Buffer.from(`m${message.replaceAll('\0', '')}`);
        const expected = await repository.git(['commit-tree', tree, '-p', parent], { env, input });
        const bytes = encodeCommit(tree, [parent], {
          message: input.toString(),
          author: { name: author, email, date },
          committer: { name: 'Bob', email: 'bob@example.org', date },
        });
        expect(objectId('sha1', 'commit', bytes)).toBe(expected);
        expect(parseCommit(bytes)).toMatchObject({ tree, parents: [parent], message: input.toString() });
      }),
      { numRuns: 30 },
    );
  });

  it('refuses a NUL in the message, and a date that is none', () => {
    const text = { message: 'm', ...people };
    expect(() => encodeCommit('t', [], { ...text, message: 'a\0b' })).toThrow(/NUL/);
    const author = { ...people.author, date: 'yesterday' };
    expect(() => encodeCommit('t', [], { ...text, author })).toThrow(/yesterday/);
  });
});

describe('parseCommit', () => {
  const header = (name: string, ...more: string[]) =>
    ['tree 1', `author ${name} <a@b> 1 +0100`, `committer ${name} <a@b> 2 +0100`, ...more, '', ''].join('\n');

  it('reads the encodings of old histories', () => {
    const cases: [string, string[]][] = [
      ['Jörg', ['encoding ISO-8859-1']],
      ['Jörg', []],
      ['Jörg', ['encoding no-such-encoding']],
    ];
    for (const [who, more] of cases) {
      const parsed = parseCommit(Buffer.from(`${header(who, ...more)}Grüße\n`, 'latin1'));
      expect([parsed.author.name, parsed.message]).toEqual([who, 'Grüße\n']);
    }
    const japanese = Buffer.concat([
      Buffer.from(header('x', 'encoding Shift_JIS')),
      Buffer.from([0x93, 0xfa, 0x96, 0x7b]),
    ]);
    expect(parseCommit(japanese).message).toBe('日本');
  });

  it('reads signed and broken headers', () => {
    const signed = parseCommit(
      Buffer.from(`${header('A').trimEnd()}\ngpgsig -----BEGIN\n author x\n \n -----END\n\nm`),
    );
    expect(signed).toMatchObject({ author: { name: 'A', email: 'a@b', date: '1 +0100' }, message: 'm' });
    const odd = parseCommit(Buffer.from('tree 1\nauthor <a@b> 5 +051800\ncommitter \n\n'));
    expect(odd.author).toEqual({ name: '', email: 'a@b', date: '5 +0000' });
    expect(odd.committer.date).toBe('0 +0000');
  });
});
