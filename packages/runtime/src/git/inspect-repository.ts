import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { UetError } from '@uet/core';
import { type Checkout, listCheckouts } from './checkouts.js';
import { git, gitText } from './git.js';
import { assertGit } from './git-version.js';
import { assertComplete } from './object-completeness.js';

/** Who is written as the committer of what UET lands. */
export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** A user's repository as it was found; all paths are absolute and free of symbolic links. */
export interface Repository {
  /** Top of the checkout that was named, or the git directory when bare. */
  readonly root: string;
  /** The git directory of that checkout: its HEAD and index. */
  readonly gitDir: string;
  /** What all checkouts share: refs, configuration, objects. */
  readonly commonDir: string;
  readonly objectsDir: string;
  readonly objectFormat: 'sha1' | 'sha256';
  readonly isBare: boolean;
  readonly isShallow: boolean;
  readonly head: { readonly commit: string; readonly branch: string | null };
  readonly identity: Identity;
  readonly checkouts: readonly Checkout[];
}

type Place = Pick<
  Repository,
  'root' | 'gitDir' | 'commonDir' | 'objectsDir' | 'objectFormat' | 'isBare' | 'isShallow'
>;

function refuse(message: string, hint: string, where: string, cause?: unknown): UetError {
  return new UetError('bad_repository', message, { hint, where, cause });
}

async function assertFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EACCES')
      throw refuse(`${folder} may not be read`, 'Check its permissions.', folder, cause);
    throw refuse(
      `${folder} does not exist`,
      'Name an existing folder inside a git repository.',
      folder,
      cause,
    );
  });
  if (!found.isDirectory()) {
    throw refuse(`${folder} is not a folder`, 'Name the folder of a git repository.', folder);
  }
}

/** Turns git's own refusal to open a folder into words for a person. */
function explainRefusal(folder: string, cause: unknown): unknown {
  if (!(cause instanceof UetError) || cause.code !== 'git_failed') return cause;
  const owner = /dubious ownership in repository at '(.*)'/.exec(cause.message)?.[1];
  if (owner !== undefined) {
    const hint = `If you trust it, run: git config --global --add safe.directory '${owner}'`;
    return refuse(`${owner} belongs to another user, so git refuses to open it`, hint, folder, cause);
  }
  if (/not a git repository/.test(cause.message)) {
    return refuse(
      `${folder} is not a git repository`,
      'Run git init there, or name another folder.',
      folder,
      cause,
    );
  }
  return refuse(
    `git cannot open ${folder}: ${cause.message}`,
    'Make `git status` work there first.',
    folder,
    cause,
  );
}

/** Discovery reads the user's configuration, because only that may declare another user's folder safe. */
async function discover(folder: string): Promise<Place> {
  const ask = async (...args: string[]): Promise<string> =>
    gitText(['rev-parse', '--path-format=absolute', ...args], { cwd: folder, config: 'user' });
  const flags = await ask(
    '--is-bare-repository',
    '--is-inside-git-dir',
    '--is-shallow-repository',
    '--show-object-format',
  );
  const [isBare, isInside, isShallow, format] = flags.split('\n');
  // One path an answer: a path may hold line breaks.
  const [gitDir, commonDir, objectsDir] = await Promise.all([
    ask('--absolute-git-dir').then((answer) => realpath(answer)),
    ask('--git-common-dir').then((answer) => realpath(answer)),
    ask('--git-path', 'objects').then((answer) => realpath(answer)),
  ]);
  if (isInside === 'true' && (isBare !== 'true' || (await realpath(folder)) !== gitDir)) {
    throw refuse(`${folder} is inside the git directory ${gitDir}`, 'Name the checkout instead.', folder);
  }
  return {
    root: isBare === 'true' ? gitDir : await realpath(await ask('--show-toplevel')),
    gitDir,
    commonDir,
    objectsDir,
    objectFormat: format === 'sha256' ? 'sha256' : 'sha1',
    isBare: isBare === 'true',
    isShallow: isShallow === 'true',
  };
}

async function readHead({ root, gitDir }: Place): Promise<Repository['head']> {
  const [symbolic, resolved] = await Promise.all([
    git(['symbolic-ref', '--quiet', 'HEAD'], { gitDir, okExitCodes: [0, 1] }),
    git(['rev-parse', '--verify', '--quiet', 'HEAD'], { gitDir, okExitCodes: [0, 1] }),
  ]);
  const ref = symbolic.stdout.toString().trim();
  const branch = ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null;
  const commit = resolved.stdout.toString().trim();
  if (commit !== '') return { commit, branch };
  const anyRef = await gitText(['for-each-ref', '--count=1', '--format=%(refname:short)', 'refs/heads'], {
    gitDir,
  });
  if (anyRef === '') {
    throw refuse(
      `${root} has no commit yet`,
      'Make a first commit: git commit --allow-empty -m "Start"',
      root,
    );
  }
  const named = branch === null ? 'HEAD' : `HEAD names the branch "${branch}", which`;
  throw refuse(
    `${named} has no commit`,
    `Check out a branch that has one, for example: git checkout ${anyRef}`,
    root,
  );
}

async function readIdentity({ root, gitDir }: Place): Promise<Identity> {
  const { stdout } = await git(['config', '--null', '--get-regexp', '^user\\.(name|email)$'], {
    gitDir,
    cwd: root,
    config: 'user',
    okExitCodes: [0, 1],
  });
  // Later entries win; a key is separated from its value by the first line break.
  const values = new Map<string, string>();
  for (const entry of stdout.toString().split('\0')) {
    const end = entry.indexOf('\n');
    const value = end === -1 ? '' : entry.slice(end + 1).trim();
    if (value !== '') values.set(entry.slice(0, end), value);
  }
  return { name: values.get('user.name') ?? 'UET', email: values.get('user.email') ?? 'uet@localhost' };
}

/**
 * Looks at the repository that holds a folder: read-only, and once, so the answer is a snapshot.
 * Throws `bad_repository` with a hint when no work can be landed there, `spawn_failed` without a git that is new
 * enough.
 */
export async function inspectRepository(folder: string): Promise<Repository> {
  const absolute = path.resolve(folder);
  await Promise.all([assertFolder(absolute), assertGit()]);
  const place = await discover(absolute).catch((cause: unknown) => {
    throw explainRefusal(absolute, cause);
  });
  const head = await readHead(place);
  const [identity, checkouts] = await Promise.all([
    readIdentity(place),
    listCheckouts(place),
    assertComplete(place, head.commit),
  ]);
  return { ...place, head, identity, checkouts };
}
