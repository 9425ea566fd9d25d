import { createHash } from 'node:crypto';
import { git, gitText } from '../git/git.js';

/** What a file of the model is: its mode as git writes it, and its content. */
interface ModelFile {
  readonly mode: '100644' | '100755' | '120000' | '160000';
  readonly content: Buffer;
}

type Tree = Map<string, ModelFile>;
type Random = (below: number) => number;

/** A small generator of numbers (mulberry32), so that the history is the same everywhere. */
function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const file = (content: string | Buffer, mode: ModelFile['mode'] = '100644'): ModelFile => ({
  mode,
  content: Buffer.from(content),
});

function lines(random: Random, count: number, end = '\n'): string {
  return Array.from({ length: count }, (_, index) => `line ${index} ${random(1e6).toString(36)}${end}`).join(
    '',
  );
}

function bytes(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random(256)));
}

const oddNames = [
  'with space.txt',
  ' leading and trailing ',
  '-dash.txt',
  '--help',
  'ünï/çödé/日本語.txt',
  'emoji-🎉.md',
  'tab\there.txt',
  'line\nbreak.txt',
  'quote".txt',
  "apostrophe'.txt",
  'back\\slash.txt',
  'a/b/c/d/e/f/deep.txt',
  'foo.c',
  'foo/bar.c',
  'foo-bar.c',
  'foo0.c',
  '#hash',
  '$dollar',
  '*star?',
  'diff --git a b',
];

type Step = (tree: Tree, random: Random) => void;

/** A step that some histories leave out. */
interface OddStep {
  readonly step: Step;
  /** A submodule comes, changes or goes. */
  readonly submodule?: true;
  /** Nothing changes: a mailbox cannot carry such a commit. */
  readonly empty?: true;
  readonly binary?: true;
}

function pick(
  tree: Tree,
  random: Random,
  isWanted: (file: ModelFile, path: string) => boolean,
): string | undefined {
  const paths = [...tree].flatMap(([path, entry]) => (isWanted(entry, path) ? [path] : []));
  return paths[random(paths.length)];
}

const isText = ({ mode, content }: ModelFile): boolean => mode.startsWith('100') && !content.includes(0);

function editText(tree: Tree, random: Random, path: string | undefined): void {
  const before = path === undefined ? undefined : tree.get(path);
  if (path === undefined || before === undefined) return;
  const parts = before.content.toString('latin1').split(/(?<=\n)/);
  for (let edit = 0; edit <= random(3); edit += 1) {
    const at = random(parts.length + 1);
    parts.splice(at, random(4), ...lines(random, random(4)).split(/(?<=\n)/));
  }
  const mayLackNewline = random(8) === 0;
  const text = parts.join('');
  const after = mayLackNewline ? text.replace(/\n$/, '') : text;
  tree.set(path, { ...before, content: Buffer.from(after, 'latin1') });
}

function rename(tree: Tree, random: Random, path: string | undefined, to: string): void {
  const before = path === undefined ? undefined : tree.get(path);
  if (path === undefined || before === undefined) return;
  tree.delete(path);
  tree.set(to, before);
  if (random(2) === 0 && isText(before)) editText(tree, random, to);
}

let fresh = 0;
function freshPath(): string {
  fresh += 1;
  return `generated/${fresh % 7}/file-${fresh}.txt`;
}

/** Every kind of change at least once, in an order in which each finds what it needs. */
const scripted: ReadonlyArray<Step | OddStep> = [
  (tree, random) => {
    for (let index = 0; index < 60; index += 1)
      tree.set(`src/${index % 6}/f${index}.ts`, file(lines(random, 20 + index)));
  },
  (tree, random) => tree.set('big.txt', file(lines(random, 60_000))),
  ...oddNames.map(
    (name): Step =>
      (tree, random) =>
        tree.set(name, file(lines(random, 12))),
  ),
  ...oddNames.map(
    (name): Step =>
      (tree, random) =>
        editText(tree, random, name),
  ),
  (tree, random) => tree.set('crlf.txt', file(lines(random, 30, '\r\n'))),
  (tree) => tree.set('crlf.txt', file(`${tree.get('crlf.txt')?.content.toString()}more\r\nand LF\n`)),
  (tree) => tree.set('mixed.txt', file('a\r\nb\nc\rd\n\n\n')),
  (tree) => tree.set('no-eol.txt', file('one\ntwo\nthree')),
  (tree) => tree.set('no-eol.txt', file('one\ntwo\nthree\n')),
  (tree) => tree.set('no-eol.txt', file('one\n2\nthree')),
  (tree) => tree.set('no-eol.txt', file('zero\none\n2\nthree')),
  (tree) => tree.set('empty', file('')),
  (tree) => tree.set('also-empty', file('', '100755')),
  (tree) => tree.set('empty', file('no longer\n')),
  (tree) => tree.set('empty', file('')),
  (tree) => tree.delete('empty'),
  { step: (tree, random) => tree.set('binary.bin', file(bytes(random, 5_000))), binary: true },
  {
    step: (tree, random) =>
      tree.set(
        'binary.bin',
        file(Buffer.concat([bytes(random, 300), tree.get('binary.bin')?.content ?? Buffer.of(0)])),
      ),
    binary: true,
  },
  { step: (tree) => tree.set('binary.bin', file('text now\n')), binary: true },
  (tree, random) => tree.set('run.sh', file(`#!/bin/sh\n${lines(random, 9)}`)),
  (tree) => tree.set('run.sh', file(tree.get('run.sh')?.content ?? '', '100755')),
  (tree, random) => {
    editText(tree, random, 'run.sh');
    tree.set('run.sh', file(tree.get('run.sh')?.content ?? '', '100644'));
  },
  (tree) => tree.set('link', file('src/0/f0.ts', '120000')),
  (tree) => tree.set('link', file('crlf.txt', '120000')),
  (tree) => tree.set('link', file('a real file\n')),
  (tree) => tree.set('link', file('a/b', '120000')),
  (tree) => tree.delete('link'),
  (tree, random) => rename(tree, random, 'src/1/f1.ts', 'moved/f1.ts'),
  (tree, random) => rename(tree, random, 'big.txt', 'größe.txt'),
  (tree, random) => editText(tree, random, 'größe.txt'),
  (tree) => tree.set('copy.ts', tree.get('src/2/f2.ts') ?? file('')),
  (tree) => {
    const [one, two] = [tree.get('src/3/f3.ts'), tree.get('src/4/f4.ts')];
    if (one === undefined || two === undefined) return;
    tree.set('src/3/f3.ts', two).set('src/4/f4.ts', one);
  },
  (tree) => tree.set('swap', file('a file\n')),
  (tree) => {
    tree.delete('swap');
    tree.set('swap/inner/x', file('below\n')).set('swap/y', file('below too\n'));
  },
  (tree) => {
    for (const path of ['swap/inner/x', 'swap/y']) tree.delete(path);
    tree.set('swap', file('a file again\n'));
  },
  { step: (tree) => tree.set('module', file('1', '160000')), submodule: true },
  { step: (tree) => tree.set('module', file('2', '160000')), submodule: true },
  { step: (tree) => tree.delete('module'), submodule: true },
  { step: () => undefined, empty: true },
  (tree) => {
    for (const path of [...tree.keys()]) if (path.startsWith('src/5/')) tree.delete(path);
  },
];

/** Anything, at random. */
const anyStep =
  (binaries: boolean): Step =>
  (tree, random) => {
    const path = pick(tree, random, isText);
    const kind = random(10);
    if (kind < 5) editText(tree, random, path);
    else if (kind === 5) tree.set(freshPath(), file(lines(random, random(40))));
    else if (kind === 6) rename(tree, random, path, freshPath());
    else if (kind === 7 && path !== undefined) tree.delete(path);
    else if (kind === 8 && binaries) tree.set(freshPath(), file(bytes(random, random(2_000))));
    else if (path !== undefined) tree.set(path, file(tree.get(path)?.content ?? '', '100755'));
  };

/** Messages that a mailbox gives back as they were. */
const plainMessages = [
  'A subject\n',
  'Subject\n\nBody with ümläuts 日本語\n\nSigned-off-by: Zoë <zoe@example.org>\n',
  'Ein schönes Thema\n\n- a list\n  - with white space\n\n\tand a tab\n',
];
const messages = [
  ...plainMessages.slice(0, 1),
  'No line break at the end',
  ...plainMessages.slice(1, 2),
  '\n  leading white space is kept\n\n\n',
  'diff --git a/x b/x\n--- a/x\n+++ b/x\n',
  '',
];
const names = ['Ada Lovelace', 'Zoë Müller-Lüdenscheidt', '山田 太郎', "O'Brien (work)", 'x'];
const zones = ['+0000', '-0730', '+0545', '+1400'];

const quote = (path: string): string => `"${path.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
const data = (content: Buffer | string): Buffer[] => [
  Buffer.from(`data ${Buffer.byteLength(content)}\n`),
  Buffer.from(content),
  Buffer.from('\n'),
];

function changes(before: Tree, after: Tree, idLength: number): Buffer[] {
  const parts: Buffer[] = [];
  for (const path of before.keys()) if (!after.has(path)) parts.push(Buffer.from(`D ${quote(path)}\n`));
  for (const [path, { mode, content }] of after) {
    const old = before.get(path);
    if (old?.mode === mode && old.content.equals(content)) continue;
    if (mode === '160000')
      parts.push(Buffer.from(`M ${mode} ${`${content}`.repeat(idLength)} ${quote(path)}\n`));
    else parts.push(Buffer.from(`M ${mode} inline ${quote(path)}\n`), ...data(content));
  }
  return parts;
}

/** What a synthetic history is made of. */
export interface SyntheticHistory {
  readonly branch: string;
  /** How many random commits follow the scripted ones. */
  readonly extra: number;
  /** One commit in so many is a merge whose second parent is the commit before its first. */
  readonly mergeEvery?: number;
  readonly seed?: number;
  /** False for one that the safety rules let land. */
  readonly submodules?: boolean;
  /** False for one of text alone. */
  readonly binaries?: boolean;
  /** True for one that a mailbox can carry: no empty commits, and plain messages. */
  readonly mailable?: boolean;
}

function stepsOf(history: SyntheticHistory): Step[] {
  const { extra, submodules = true, binaries = true, mailable = false } = history;
  const odd = scripted.map((step): OddStep => (typeof step === 'function' ? { step } : step));
  const wanted = odd.filter(
    ({ submodule, binary, empty }) =>
      (submodules || !submodule) && (binaries || !binary) && !(mailable && empty),
  );
  return [...wanted.map(({ step }) => step), ...Array.from({ length: extra }, () => anyStep(binaries))];
}

/**
 * Writes a history to `refs/heads/<branch>` of a repository: each kind of change git knows once, then random ones.
 * The same options give the same commit ids; answers how many commits there are.
 */
export async function writeSyntheticHistory(gitDir: string, options: SyntheticHistory): Promise<number> {
  const random = randomFrom(options.seed ?? 1);
  const idLength = (await gitText(['rev-parse', '--show-object-format'], { gitDir })) === 'sha1' ? 40 : 64;
  const steps = stepsOf(options);
  const texts = options.mailable === true ? plainMessages : messages;
  const stream: Buffer[] = [];
  let before: Tree = new Map();
  fresh = 0;
  for (const [index, step] of steps.entries()) {
    const after: Tree = new Map(before);
    step(after, random);
    const name = names[index % names.length];
    const email = `${createHash('md5').update(`${name}`).digest('hex').slice(0, 6)}@example.org`;
    const time = `${1_600_000_000 + index * 61} ${zones[index % zones.length]}`;
    stream.push(
      Buffer.from(`commit refs/heads/${options.branch}\nmark :${index + 1}\n`),
      Buffer.from(`author ${name} <${email}> ${time}\ncommitter Bob <bob@example.org> ${time}\n`),
      ...data(texts[index % texts.length] ?? ''),
      Buffer.from(index === 0 ? '' : `from :${index}\n`),
      Buffer.from(options.mergeEvery && index % options.mergeEvery === 3 ? `merge :${index - 1}\n` : ''),
      ...changes(before, after, idLength),
      Buffer.from('\n'),
    );
    before = after;
  }
  await git(['fast-import', '--quiet', '--force'], { gitDir, input: Buffer.concat(stream) });
  return steps.length;
}
