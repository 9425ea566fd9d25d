import { describe, expect, it } from 'vitest';
import { forbiddenMatcher, scopeMatcher } from './globs.js';

describe('scopeMatcher', () => {
  it.each([
    ['src/**', 'src/a/b.ts', true],
    ['src/**', 'src/.hidden/b.ts', true],
    ['src/**', 'lib/src/b.ts', false],
    ['src/**', 'src/line\nfeed', true],
    ['src/*', 'src/a.ts', true],
    ['src/*', 'src/a/b.ts', false],
    ['*.md', 'docs/a.md', false],
    ['**/*.md', 'docs/a.md', true],
    ['docs', 'docs', true],
    ['docs', 'docs/a/b.md', true],
    ['docs', 'docs2/a.md', false],
    ['./docs/', 'docs/a.md', true],
    ['/docs', 'docs/a.md', true],
    ['.github', '.github/workflows/ci.yml', true],
    ['README.md', 'README.md', true],
    ['README.md', 'README.md/x', false],
    ['site.d/', 'site.d/x', true],
    ['.', 'any/thing', true],
    ['/', 'any/thing', true],
    ['app/[id]/page.tsx', 'app/[id]/page.tsx', true],
    ['app/(group)/[[id]].tsx', 'app/(group)/[[id]].tsx', true],
    ['{a,b}/*.ts', 'b/x.ts', true],
    ['!src/**', 'lib/x.ts', false],
    ['README', 'readme', false],
  ])('%s covers %j: %s', (pattern, path, expected) => {
    expect(scopeMatcher([pattern])(path)).toBe(expected);
  });

  it('covers what any of its patterns covers, and nothing without any', () => {
    expect(scopeMatcher(['a/**', 'b/**'])('b/x')).toBe(true);
    expect(scopeMatcher([])('b/x')).toBe(false);
  });
});

describe('forbiddenMatcher', () => {
  it.each([
    ['.env*', '.env', true],
    ['.env*', 'apps/web/.env.local', true],
    ['.env*', 'apps/.ENV', true],
    ['.env*', '.env.d/secret', true],
    ['.env*', 'env.ts', false],
    ['secrets/**', 'secrets/key', true],
    ['secrets/**', 'deploy/secrets/a/key', true],
    ['secrets/**', 'secrets', true],
    ['secrets/**', 'my-secrets/key', false],
    ['secrets/**', 'secrets/line\nfeed', true],
    ['/dist/**', 'dist/x', true],
    ['/dist/**', 'packages/a/dist/x', false],
    ['*.lock', 'a/yarn.lock', true],
  ])('%s forbids %j: %s', (pattern, path, expected) => {
    expect(forbiddenMatcher([pattern])(path)).toBe(expected);
  });
});
