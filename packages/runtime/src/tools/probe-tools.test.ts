import { chmod, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ToolCatalog } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { testFolder } from '../../test/support/process-runs.js';
import { standInEnv } from '../../test/support/tool-calls.js';
import { loadCatalog } from './load-catalog.js';
import { probeTools } from './probe-tools.js';

const folder = await testFolder();

describe('probeTools', () => {
  it('finds the version of what is installed', async () => {
    const probes = await probeTools(await loadCatalog(), { baseEnv: standInEnv });
    expect(probes.map(({ id, installed, version }) => [id, installed, version])).toEqual([
      ['command', true, null],
      ['patch', true, null],
      ['noop', true, null],
      ['claude', true, '2.1.0 (Claude Code)'],
      ['codex', true, 'codex-cli 0.98.0'],
      ['aider', true, 'aider 0.86.1'],
      ['gemini', true, '0.30.1'],
    ]);
  });

  it('says how to install what is missing', async () => {
    const probes = await probeTools(await loadCatalog(), { baseEnv: { PATH: dirname(process.execPath) } });
    expect(probes.find(({ id }) => id === 'codex')).toEqual({
      id: 'codex',
      kind: 'agent',
      title: 'Codex CLI',
      installed: false,
      version: null,
      message: 'command not found: codex; install it with `npm install -g @openai/codex`',
    });
  });

  it('waits for no probe that hangs, fails with one that fails, and looks on PATH without one', async () => {
    await writeFile(join(folder, 'present'), '#!/bin/sh\n');
    await chmod(join(folder, 'present'), 0o755);
    const tool = (change: object) => ({ kind: 'command', title: 'T', ...change }) as const;
    const catalog: ToolCatalog = {
      catalog: 'v1',
      tools: {
        hangs: tool({ probe: ['sleep', '60'] }),
        fails: tool({ probe: ['sh', '-c', 'echo broken >&2; exit 1'] }),
        present: tool({ command: ['present'] }),
        absent: tool({ command: ['absent'] }),
      },
    };
    const probes = await probeTools(catalog, {
      baseEnv: { PATH: `${folder}:/usr/bin:/bin` },
      timeoutMs: 150,
    });
    expect(probes.map(({ installed, message }) => [installed, message])).toEqual([
      [false, 'sleep 60 did not answer within 150 ms'],
      [false, 'sh -c echo broken >&2; exit 1 failed: broken'],
      [true, null],
      [false, 'command not found: absent'],
    ]);
  });
});
