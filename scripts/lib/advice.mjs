/** What a failed step's output says about its cause, and what to do about it: the first that fits. */
const causes = [
  {
    found: /ENOSPC|EDQUOT|no space left on device|disk quota exceeded|os error (28|122)\b/i,
    advice: 'The disk is full. Make room on it (the clone needs about 1 GB) and run the same command again.',
  },
  {
    found: /\b(EACCES|EPERM|EROFS)\b|permission denied|read-only file system|os error (13|30)\b/i,
    advice:
      'A file may not be written by this user. If another user (root?) ran this clone before, give its files\n' +
      'back (chown -R) or remove node_modules, .tools/node_modules and .uet, and run the same command again.',
  },
  {
    found: /EINTEGRITY|ERR_PNPM_TARBALL_INTEGRITY/,
    advice:
      'A downloaded package is not the one that the lockfile names. Do not work around this: clear the npm cache\n' +
      '(npm cache clean --force) and try again; if it stays so, your registry serves a changed package.',
  },
  {
    found:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ERR_PNPM_META_FETCH_FAIL|error sending request|dns error/i,
    advice:
      'The npm registry cannot be reached, and the first run downloads the packages from it. Check the network\n' +
      '(and proxy or registry in your npm configuration) and run the same command again; what was downloaded is kept.',
  },
  {
    found: /ERR_PNPM_OUTDATED_LOCKFILE|ERR_PNPM_FROZEN_LOCKFILE_WITH_OUTDATED_LOCKFILE/,
    advice: 'pnpm-lock.yaml does not fit the package.json files. Run: pnpm install',
  },
];

/** A sentence or two for a person, or undefined where the output speaks for itself. */
export const adviceOn = (output) => causes.find(({ found }) => found.test(output))?.advice;
