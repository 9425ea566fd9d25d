import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adviceOn } from '../lib/advice.mjs';
import { requireGit } from '../lib/bootstrap.mjs';
import { environment } from '../lib/command.mjs';
import { duration } from '../lib/progress.mjs';
import { inBuildOrder } from '../lib/workspace.mjs';
import { aFolder } from './a-folder.mjs';

const gitOf = (version) => {
  const path = join(aFolder({ git: `#!/bin/sh\necho 'git version ${version}'\n` }), 'git');
  chmodSync(path, 0o755);
  return path;
};

describe('requireGit', () => {
  it.each(['2.39.0', '2.39.5 (Apple Git-154)', '2.51.0.windows.1', '3.0.0'])('takes git %s', (version) => {
    expect(() => requireGit(gitOf(version))).not.toThrow();
  });

  it.each(['2.38.5', '1.9.1', '2.4.0'])('refuses git %s and says which it needs', (version) => {
    expect(() => requireGit(gitOf(version))).toThrow(/needs git 2\.39 or newer, and found: git version/);
  });

  it('says where to get git when there is none', () => {
    expect(() => requireGit(join(aFolder(), 'git'))).toThrow(/git was not found.*git-scm/);
  });
});

describe('adviceOn', () => {
  it.each([
    ['npm error ENOSPC: no space left on device, write', /disk is full/],
    ['Error: No space left on device (os error 28)', /disk is full/],
    ['npm error code EAI_AGAIN', /registry cannot be reached/],
    ['error sending request for url (…): dns error', /registry cannot be reached/],
    ["EACCES: permission denied, mkdir 'node_modules'", /another user/],
    ['ERR_PNPM_OUTDATED_LOCKFILE', /pnpm install/],
    ['npm error code EINTEGRITY', /lockfile names/],
  ])('knows what %j means', (output, advice) => {
    expect(adviceOn(output)).toMatch(advice);
  });

  it('is silent on what it does not know', () => {
    expect(adviceOn('src/x.ts(1,2): error TS2322')).toBeUndefined();
  });
});

describe('environment', () => {
  it('keeps out what would change where git looks and what is installed', () => {
    const before = { ...process.env };
    Object.assign(process.env, { GIT_DIR: '/elsewhere', NODE_ENV: 'production' });
    const { GIT_DIR, NODE_ENV, TURBO_TELEMETRY_DISABLED } = environment();
    process.env = before;
    expect({ GIT_DIR, NODE_ENV, TURBO_TELEMETRY_DISABLED }).toEqual({ TURBO_TELEMETRY_DISABLED: '1' });
  });
});

describe('duration', () => {
  it('is as exact as a person wants it', () => {
    expect([0, 440, 9_949, 12_400, 125_000].map(duration)).toEqual([
      '0.0 s',
      '0.4 s',
      '9.9 s',
      '12 s',
      '2 min 5 s',
    ]);
  });
});

describe('inBuildOrder', () => {
  it('puts a package after those it depends on', () => {
    const pkg = (name, ...needs) => ({
      name,
      manifest: {
        name: `@uet/${name}`,
        dependencies: Object.fromEntries(needs.map((each) => [`@uet/${each}`, '1'])),
      },
    });
    const sorted = inBuildOrder([pkg('core', 'schemas'), pkg('db', 'core'), pkg('schemas')]);
    expect(sorted.map(({ name }) => name)).toEqual(['schemas', 'core', 'db']);
  });
});
