import { describe, expect, it } from 'vitest';
import { type PolicyLayer, tightenPolicy } from './effective-policy.js';

const bad = (message: RegExp, where: string, hint: RegExp) =>
  expect.objectContaining({
    code: 'bad_policy',
    where,
    message: expect.stringMatching(message),
    hint: expect.stringMatching(hint),
  });

describe('tightenPolicy', () => {
  it('gives the built-in defaults where no layer says anything', () => {
    expect(tightenPolicy([{ level: 'task', policy: {} }])).toEqual({
      maxChangedLines: { value: 500, source: 'default' },
      maxFiles: { value: 10, source: 'default' },
      allowBinary: { value: false, source: 'default' },
      allowModeChange: { value: true, source: 'default' },
      allowSymlinks: { value: true, source: 'default' },
      scopes: [],
      forbidden: [{ source: 'default', patterns: ['.git/**', '.env*', 'secrets/**', '.venv/**'] }],
    });
  });

  it('lets a project replace the defaults, also by something looser', () => {
    const policy = tightenPolicy([
      {
        level: 'project',
        policy: {
          max_changed_lines: 'unlimited',
          max_files: null,
          allow_binary: true,
          forbidden: ['vendor/**'],
        },
      },
    ]);
    expect(policy).toMatchObject({
      maxChangedLines: { value: Number.POSITIVE_INFINITY, source: 'project' },
      maxFiles: { value: Number.POSITIVE_INFINITY, source: 'project' },
      allowBinary: { value: true, source: 'project' },
      forbidden: [{ source: 'project', patterns: ['vendor/**'] }],
    });
  });

  it('takes the smallest limit, the permissions that all give, every scope and all that is forbidden', () => {
    const layers: PolicyLayer[] = [
      { level: 'task', policy: { max_files: 1, scope: ['src/a/**'], forbidden: ['c'] } },
      { level: 'global', policy: { max_files: 20, allow_mode_change: false, forbidden: ['a'] } },
      { level: 'workstream', policy: { max_files: 5, allow_symlinks: false, scope: ['src/**'] } },
      { level: 'project', policy: { max_files: 20, forbidden: ['b'] } },
      { level: 'phase', policy: { max_changed_lines: 100, allow_mode_change: false } },
    ];
    expect(tightenPolicy(layers)).toEqual({
      maxChangedLines: { value: 100, source: 'phase' },
      maxFiles: { value: 1, source: 'task' },
      allowBinary: { value: false, source: 'default' },
      allowModeChange: { value: false, source: 'global' },
      allowSymlinks: { value: false, source: 'workstream' },
      scopes: [
        { source: 'workstream', patterns: ['src/**'] },
        { source: 'task', patterns: ['src/a/**'] },
      ],
      forbidden: ['a', 'b', 'c'].map((pattern, i) => ({
        source: ['global', 'project', 'task'][i],
        patterns: [pattern],
      })),
    });
  });

  it('adds what a task forbids to the defaults', () => {
    const { forbidden } = tightenPolicy([{ level: 'task', policy: { forbidden: ['c'] } }]);
    expect(forbidden.map(({ source }) => source)).toEqual(['default', 'task']);
  });

  it('refuses a layer that is looser than one above it, and names both', () => {
    const project: PolicyLayer = { level: 'project', policy: { max_files: 3, allow_binary: false } };
    expect(() =>
      tightenPolicy([project, { level: 'task', policy: { max_files: 'unlimited' } }]),
    ).toThrowError(
      bad(
        /the task policy sets max_files to unlimited.* 3, set by the project policy/,
        'task policy, max_files',
        /project policy/,
      ),
    );
    expect(() => tightenPolicy([{ level: 'phase', policy: { allow_binary: true } }, project])).toThrowError(
      bad(
        /the phase policy sets allow_binary to true.* false, set by the project/,
        'phase policy, allow_binary',
        /false/,
      ),
    );
    expect(() => tightenPolicy([{ level: 'global', policy: { max_files: 2 } }, project])).toThrowError(
      bad(
        /the project policy sets max_files to 3.* 2, set by the global policy/,
        'project policy, max_files',
        /global/,
      ),
    );
  });

  it('refuses a narrow layer that is looser than the defaults, and says where to loosen them', () => {
    expect(() => tightenPolicy([{ level: 'task', policy: { max_changed_lines: 501 } }])).toThrowError(
      bad(
        /501.* 500, set by the built-in default/,
        'task policy, max_changed_lines',
        /set max_changed_lines in the project/,
      ),
    );
  });
});
