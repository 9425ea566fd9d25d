import { spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { StepFailure } from '../../../scripts/lib/progress.mjs';

/** An environment in which git sees the repository that it is told, and nothing of the user's settings. */
const environment = () => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_SYSTEM: devNull,
});

/** Runs git in a folder; what it printed, without the line break at its end. */
export const git = (folder, ...args) => {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    cwd: folder,
    env: environment(),
    encoding: 'utf8',
  });
  if (error) throw new StepFailure(`git cannot be run: ${error.message}`);
  if (status !== 0) throw new StepFailure(`git ${args[0]} failed in ${folder}.`, stderr);
  return stdout.trimEnd();
};
