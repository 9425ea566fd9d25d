import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pnpmVersion } from '../lib/pnpm.mjs';
import { root } from '../lib/root.mjs';

const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const locked = Object.entries(json('.tools/package-lock.json').packages).filter(([path]) => path !== '');

describe('the pinned pnpm', () => {
  it('is the same in .tools and in packageManager', () => {
    expect(json('package.json').packageManager).toBe(`pnpm@${pnpmVersion()}`);
  });

  it('is locked with a hash for every platform it runs on', () => {
    expect(locked.map(([path]) => path)).toEqual(
      expect.arrayContaining(
        ['linux-x64', 'linux-arm64', 'linux-x64-musl', 'darwin-arm64', 'darwin-x64', 'win32-x64'].map(
          (platform) => `node_modules/@pnpm/exe.${platform}`,
        ),
      ),
    );
    expect(locked.filter(([, entry]) => !/^sha512-/.test(entry.integrity))).toEqual([]);
  });
});

describe('the lockfiles', () => {
  it('name no registry: whoever installs uses the one of their own', () => {
    expect(locked.filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
    expect(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')).not.toMatch(/tarball:|https?:\/\/[^\s]*\/-\//);
  });
});
