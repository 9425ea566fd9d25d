import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { call } from './support/call.js';
import { ownPlace } from './support/own-place.js';
import { makeRepository, writeFiles } from './support/places.js';

const own = ownPlace();

beforeAll(async () => {
  await makeRepository(join(own.path, 'repo'));
});

describe('a budget that halts', () => {
  it('ends the run with 4 before it spends more', async () => {
    const folder = join(own.path, 'bin');
    const said = {
      type: 'result',
      subtype: 'success',
      is_error: false,
      result: 'done',
      total_cost_usd: 0.5,
      usage: { input_tokens: 1000, output_tokens: 100 },
    };
    await writeFiles(folder, { claude: `#!/bin/sh\ncat > /dev/null\necho '${JSON.stringify(said)}'\n` });
    await chmod(join(folder, 'claude'), 0o755);
    const task = (id: string, more: string): string =>
      `          - { id: ${id}, tool: claude, prompt: Do it${more} }\n`;
    const text = `template: v1
metadata: { name: dear, version: 1.0.0, status: active, owner: shop }
budget: { max_cost_usd: 0.1, enforcement: halt }
phases:
  - id: p
    workstreams:
      - id: w
        tasks:
${task('one', '')}${task('two', ', depends_on: [one]')}`;
    await writeFile(join(own.path, 'dear.yaml'), text);
    const { exitCode, stdout, stderr } = await call(['run', 'dear.yaml', '--repo', 'repo', '--json'], {
      cwd: own.path,
      env: { ...own.env, PATH: `${folder}:${process.env.PATH}` },
    });
    expect(exitCode, stdout + stderr).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({
      state: 'failed',
      tasks: [{ state: 'completed' }, { state: 'canceled' }],
      costUsd: expect.stringMatching(/^0\.5/),
    });
  });
});
