import { describe, expect, it } from 'vitest';
import { assertGit, assertVersion } from './git-version.js';

describe('assertVersion', () => {
  it('accepts 2.39 and newer, as every system writes it', () => {
    for (const text of [
      'git version 2.39.5',
      'git version 2.50.1.windows.1',
      'git version 2.39.0 (Apple Git-1)',
      'git version 3.0.0',
    ]) {
      expect(() => assertVersion(text)).not.toThrow();
    }
  });

  it('refuses what is older or unreadable', () => {
    for (const text of ['git version 2.38.9', 'git version 1.40', 'nonsense', '']) {
      expect(() => assertVersion(text)).toThrow(expect.objectContaining({ code: 'spawn_failed' }));
    }
  });
});

describe('assertGit', () => {
  it('accepts the git that these tests run with', async () => {
    await expect(assertGit()).resolves.toBeUndefined();
  });
});
