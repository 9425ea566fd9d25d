import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { alternatesText } from './alternates.js';
import { exactAttributes } from './exact-attributes.js';
import { copyIndex } from './index-file.js';
import type { Workspace } from './workspace-repository.js';

const quoted = (value: string): string =>
  `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

/** The bare repository's settings (format, file modes, letter case), and those of an ordinary checkout. */
function toolConfigText({ configText, repository }: Workspace): string {
  const { name, email } = repository.identity;
  return `${configText.replace(/\tbare = true\n/, '\tbare = false\n\tlogAllRefUpdates = true\n')}[core]
	hooksPath = /dev/null
	autocrlf = false
	fsmonitor = false
[user]
	name = ${quoted(name)}
	email = ${quoted(email)}
[commit]
	gpgSign = false
[tag]
	gpgSign = false
[gc]
	auto = 0
[maintenance]
	auto = false
[advice]
	detachedHead = false
`;
}

/**
 * Writes the `.git` that a tool finds in its worktree: a repository of its own at a detached HEAD, with the
 * user's history through alternates. UET never reads it: whatever a tool does to it (commit, rewrite, delete,
 * prune) harms that one worktree's `.git` and nothing else.
 */
export async function writeToolRepository(options: {
  readonly workspace: Workspace;
  readonly worktree: string;
  readonly commit: string;
  /** The private index of this worktree, for its file times: with it the first `git status` reads no file. */
  readonly indexFile: string;
}): Promise<void> {
  const { workspace } = options;
  const gitDir = path.join(options.worktree, '.git');
  await Promise.all([
    mkdir(path.join(gitDir, 'objects', 'info'), { recursive: true }),
    mkdir(path.join(gitDir, 'objects', 'pack'), { recursive: true }),
    mkdir(path.join(gitDir, 'refs', 'heads'), { recursive: true }),
    mkdir(path.join(gitDir, 'refs', 'tags'), { recursive: true }),
    mkdir(path.join(gitDir, 'info'), { recursive: true }),
  ]);
  const mirror = async (name: string): Promise<void> => {
    const bytes = await readFile(path.join(workspace.repository.commonDir, name)).catch(() => null);
    if (bytes !== null) await writeFile(path.join(gitDir, name), bytes);
  };
  await Promise.all([
    writeFile(path.join(gitDir, 'config'), toolConfigText(workspace)),
    writeFile(path.join(gitDir, 'HEAD'), `${options.commit}\n`),
    writeFile(path.join(gitDir, 'info', 'attributes'), exactAttributes),
    writeFile(path.join(gitDir, 'objects', 'info', 'alternates'), alternatesText(workspace.objectStores)),
    mirror('shallow'),
    mirror(path.join('info', 'exclude')),
    copyIndex(options.indexFile, path.join(gitDir, 'index')),
  ]);
}
