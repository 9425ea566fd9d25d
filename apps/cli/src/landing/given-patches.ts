import { stat } from 'node:fs/promises';
import { parsePatch, UetError } from '@uet/core';
import { type GivenPatch, readPatchFiles, readRange, type Session } from '@uet/runtime';
import { pathOf, type Surroundings } from '../surroundings.js';

/** An argument of `uet land`: the patches of a file, or a range that is read once the repository is open. */
export type Given = { readonly patches: readonly GivenPatch[] } | { readonly range: string };

/** Reads the files among the arguments: patches or mailboxes; anything else has to be a range of commits. */
export async function readGiven(cli: Surroundings, names: readonly string[]): Promise<Given[]> {
  const given: Given[] = [];
  for (const name of names) given.push(await readOne(cli, name));
  return given;
}

async function readOne(cli: Surroundings, name: string): Promise<Given> {
  const path = pathOf(cli, name);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() === true) {
    const hint = `name the files in their order, e.g. ${name.replace(/\/$/, '')}/*.patch`;
    throw new UetError('bad_argument', `${name} is a folder`, { where: name, hint });
  }
  if (found !== null) return { patches: await readFiles(name, path) };
  if (!looksLikeFile(name) && name.includes('..')) return { range: name };
  const message = looksLikeFile(name)
    ? `there is no file ${name}`
    : `${name} is neither a file nor a range of commits`;
  const hint = 'name patch files, mailboxes (git format-patch --stdout), or commits as A..B';
  throw new UetError('bad_argument', message, { where: name, hint });
}

const looksLikeFile = (name: string): boolean =>
  /^(\.{1,2}\/|\/|~)/.test(name) || /\.(patch|diff|mbox|mbx|eml)$/i.test(name);

async function readFiles(name: string, path: string): Promise<GivenPatch[]> {
  const read = await readPatchFiles([path]).catch((error: unknown) => {
    throw withFile(error, name);
  });
  if (read.every(({ diff }) => diff.length === 0)) {
    throw new UetError('bad_argument', `there is no patch to land in ${name}`, {
      where: name,
      hint: 'give a file that git diff or git format-patch wrote',
    });
  }
  return read.map(({ diff, message, author, line }) => {
    assertReadable(diff, name, line);
    return {
      title: message?.split('\n', 1)[0] || (read.length === 1 ? name : `${name}:${line}`),
      diff,
      message,
      author: author === null || author.date === null ? null : { ...author, date: author.date },
      origin: 'file',
    };
  });
}

/** What git could not even read is a mistake of the caller; what reads well but may not land is set aside later. */
function assertReadable(diff: Uint8Array, name: string, firstLine: number): void {
  try {
    parsePatch(diff, { firstLine });
  } catch (error) {
    throw withFile(error, name);
  }
}

/** Errors of the parser say in which line; where it is one of several files, that has to be told as well. */
function withFile(error: unknown, name: string): unknown {
  if (!(error instanceof UetError)) return error;
  const line = /^line (\d+)$/.exec(error.where ?? '')?.[1];
  const where = line === undefined ? name : `${name}:${line}`;
  return new UetError(error.code, error.message, {
    where,
    hint: error.hint ?? 'make it again with git format-patch',
    cause: error,
  });
}

/** All patches in the order of the arguments. Throws `bad_argument` for a range without commits. */
export async function patchesOf(
  { context }: Session,
  repository: string,
  given: readonly Given[],
): Promise<GivenPatch[]> {
  const patches: GivenPatch[] = [];
  for (const one of given) {
    const found = 'range' in one ? await readRange(context, repository, one.range) : one.patches;
    if ('range' in one && found.length === 0) {
      throw new UetError('bad_argument', `there is no patch to land in ${one.range}`, {
        where: one.range,
        hint: 'A..B are the commits that B has and A has not: is it the other way round?',
      });
    }
    for (const patch of found) patches.push(patch);
  }
  return patches;
}
