import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { approvePatch, withSession } from '@uet/runtime';
import { describe, expect, it } from 'vitest';
import { call } from './support/call.js';
import { git } from './support/git.js';
import { ownPlace } from './support/own-place.js';
import { makeRepository } from './support/places.js';

const own = ownPlace();

const template = `template: v1
metadata: { name: careful, version: 1.0.0, status: active, owner: shop }
phases:
  - id: p
    workstreams:
      - id: w
        tasks:
          - { id: schema, run: 'echo 1 > schema.txt', approval: true }
          - { id: beside, run: 'echo 2 > beside.txt' }
          - { id: after, run: 'echo 3 > after.txt', depends_on: [schema] }
`;

describe('uet run of a task that needs approval', () => {
  it('does all else, ends with what waits and how to approve it, and goes on when it is resumed', async () => {
    const folder = join(own.path, 'careful');
    await mkdir(folder);
    const repo = await makeRepository(join(folder, 'repo'));
    await writeFile(join(folder, 't.yaml'), template);
    const uet = (...argv: readonly string[]) => call(argv, { cwd: folder, env: own.env });
    const first = await uet('run', 't.yaml', '--repo', 'repo', '--target', 'next');
    expect(first.exitCode, first.stderr).toBe(2);
    const [, approvalId = ''] = /uet approvals approve\|reject ([0-9A-Z]{26})/.exec(first.stdout) ?? [];
    const [, runId = ''] = /go on: +uet resume ([0-9A-Z]{26})/.exec(first.stdout) ?? [];
    expect(first.stdout).toContain(`schema waits for approval: uet approvals approve ${approvalId}`);
    expect(first.stdout).toContain('running: waits for approval');
    expect(await git(repo, 'log', '--format=%s', 'main..next')).toBe('beside');

    const still = await uet('resume', runId, '--json');
    expect(still.exitCode, still.stderr).toBe(2);
    expect(JSON.parse(still.stdout)).toMatchObject({
      state: 'running',
      approvals: [{ approvalId, taskId: 'schema' }],
    });

    await withSession({ environment: own.env }, ({ context }) =>
      approvePatch(context, approvalId, null, 'person:anna'),
    );
    const last = await uet('resume', runId, '--json');
    expect(last.exitCode, last.stderr).toBe(0);
    expect(JSON.parse(last.stdout)).toMatchObject({ state: 'succeeded', approvals: [] });
    expect(await git(repo, 'log', '--format=%s', 'main..next')).toBe('after\nschema\nbeside');
  });
});
