import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitPlace } from '../git-environment.js';
import type { ObjectPlace } from './object-place.js';
import type { ObjectSettings } from './object-settings.js';

/** A temporary git directory that shares nothing with a repository but its objects. */
export interface ScratchRepository {
  /** For git commands: an empty work tree, no attributes, no configuration but what object files need. */
  readonly place: GitPlace & { readonly cwd: string };
  remove(): Promise<void>;
}

function configuration(objects: ObjectPlace, settings: ObjectSettings): string {
  const lines = ['[core]', '\tbare = false'];
  const { shared } = settings;
  if (shared?.isExact === true) lines.push(`\tsharedRepository = 0${shared.bits.toString(8)}`);
  else if (shared !== undefined)
    lines.push(`\tsharedRepository = ${shared.bits === 0o664 ? 'all' : 'group'}`);
  if (settings.isSynced) lines.push('\tfsync = objects');
  if (objects.objectFormat === 'sha1') lines.push('\trepositoryFormatVersion = 0');
  else
    lines.push('\trepositoryFormatVersion = 1', '[extensions]', `\tobjectFormat = ${objects.objectFormat}`);
  return `${lines.join('\n')}\n`;
}

/**
 * Makes one. git commands that build or compare trees run in it rather than in the user's repository, so that
 * no merge driver, attribute, filter or setting of the repository can have a say in what they produce.
 */
export async function makeScratchRepository(
  objects: ObjectPlace,
  settings: ObjectSettings,
  parent = tmpdir(),
): Promise<ScratchRepository> {
  const folder = await mkdtemp(join(parent, 'uet-landing-'));
  const gitDir = join(folder, 'git');
  const cwd = join(folder, 'tree');
  await mkdir(join(gitDir, 'refs'), { recursive: true });
  await mkdir(join(gitDir, 'objects'));
  await mkdir(cwd);
  await writeFile(join(gitDir, 'HEAD'), 'ref: refs/heads/none\n');
  await writeFile(join(gitDir, 'config'), configuration(objects, settings));
  return {
    place: { gitDir, cwd, env: { GIT_OBJECT_DIRECTORY: objects.objectsDir } },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
