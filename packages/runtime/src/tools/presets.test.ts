import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPrice } from '@uet/core';
import type { Tool } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { testFolder } from '../../test/support/process-runs.js';
import { anAttempt, call, standInEnv } from '../../test/support/tool-calls.js';
import { loadCatalog, loadPrices } from './load-catalog.js';

const folder = await testFolder();
const { tools } = await loadCatalog();
const prices = await loadPrices();

function preset(id: string): Tool {
  const tool = tools[id];
  if (tool === undefined) throw new Error(`no preset ${id}`);
  return tool;
}

/** What each stand-in reports, and what its preset is told by. */
const expected = {
  claude: {
    secret: 'ANTHROPIC_API_KEY',
    usage: {
      model: 'claude-sonnet-4-6',
      tokensIn: 7509,
      tokensOut: 412,
      tokensCached: 21000,
      costUsd: '0.0412375',
    },
  },
  codex: {
    secret: 'CODEX_API_KEY',
    usage: { model: null, tokensIn: 315, tokensOut: 122, tokensCached: 24448, costUsd: null },
  },
  aider: {
    secret: 'OPENAI_API_KEY',
    usage: {
      model: 'anthropic/claude-sonnet-4-5',
      tokensIn: 12000,
      tokensOut: 1100,
      tokensCached: 2500,
      costUsd: '0.0214',
    },
  },
  gemini: {
    secret: 'GEMINI_API_KEY',
    usage: { model: 'gemini-2.5-pro', tokensIn: 3676, tokensOut: 174, tokensCached: 21263, costUsd: null },
  },
} as const;
const agents = Object.entries(expected);

describe.each(agents)(
  'the preset %s, with a program that stands in for the real one',
  (id, { secret, usage }) => {
    const tool = preset(id);
    const ask = (prompt: string, rest: Partial<Parameters<typeof call>[1]> = {}) =>
      call(folder, { toolId: id, tool, task: { prompt }, ...rest });

    it('edits the worktree, leaves nothing else in it, and tells what it used', async () => {
      const { run, worktree } = await ask("Please.\nEDIT src/a b.txt: no\nEDIT src/new.txt: it's $HOME\n");
      expect(run).toMatchObject({ toolId: id, result: 'succeeded', failureKind: null, message: null });
      expect(await readFile(join(worktree, 'src/new.txt'), 'utf8')).toBe("it's $HOME\n");
      expect(await readdir(worktree)).toEqual(['src']);
      expect(run.usage).toMatchObject({ ...usage, isError: false });
      expect(run.usage?.outcomeText).toMatch(/src\/new\.txt|Edited 1 files/);
    });

    it('passes on the model that the task names', async () => {
      const { run } = await ask('Nothing to do.', { task: { prompt: 'Nothing.', model: 'some-model' } });
      expect(run.usage?.model).toBe('some-model');
      expect(run.command).toContain('some-model');
    });

    it('gives the feedback of the last attempt along with the prompt', async () => {
      const { logDir, run } = await ask('Do it.', {
        attempt: anAttempt({ number: 2, feedback: 'sum.test: expected 3' }),
      });
      expect(run.result).toBe('succeeded');
      expect(await readFile(join(logDir, 'stdout.log'), 'utf8')).toContain('I read the feedback.');
      expect(await readFile(join(logDir, 'feedback.md'), 'utf8')).toBe('sum.test: expected 3');
    });

    it('gets its own key and no other, and nobody reads it in the log', async () => {
      const baseEnv = { ...standInEnv, [secret]: 'sk-very-secret-1', NPM_TOKEN: 'npm-very-secret' };
      const { run, logDir } = await ask(`ENV ${secret}\nENV NPM_TOKEN`, { baseEnv });
      const stdout = await readFile(join(logDir, 'stdout.log'), 'utf8');
      expect(stdout).toContain(`${secret}=***`);
      expect(stdout).not.toContain('very-secret');
      expect(JSON.stringify(run)).not.toContain('very-secret');
    });

    it('takes a long prompt', async () => {
      const { run, worktree } = await ask(`${'x'.repeat(1_000_000)}\nEDIT long.txt: yes`);
      expect(run.result).toBe('succeeded');
      expect(await readdir(worktree)).toEqual(['long.txt']);
    });

    it('fails with what it says when it says that it failed', async () => {
      const { run } = await ask('FAIL the model is overloaded');
      expect(run).toMatchObject({ result: 'failed', failureKind: 'exit_code' });
      expect(run.message).toContain('the model is overloaded');
    });

    it('is refused by the program when it is given a flag that does not exist', async () => {
      const { run } = await ask('Do it.', { task: { prompt: 'Do it.', args: ['--no-such-flag'] } });
      expect(run).toMatchObject({ result: 'failed', failureKind: 'exit_code', usage: null });
      expect(run.message).toBe("exit code 2: error: unknown option '--no-such-flag'");
    });

    it('says how to install the program where it is missing', async () => {
      const { run } = await ask('Do it.', { baseEnv: { PATH: '/nonexistent' } });
      expect(run).toMatchObject({ result: 'failed', failureKind: 'spawn_error', usage: null });
      expect(run.message).toMatch(
        new RegExp(`^command not found: ${id} \\(install it with \`.*\`; \`uet tools list\``),
      );
    });
  },
);

describe('the preset aider', () => {
  it('keeps what was there of its files', async () => {
    const { worktree } = await call(folder, { task: { shell: 'echo mine > .aider.conf.yml' } });
    const { run } = await call(folder, {
      toolId: 'aider',
      tool: preset('aider'),
      task: { prompt: 'Hi' },
      worktree,
    });
    expect(run.result).toBe('succeeded');
    expect(await readdir(worktree)).toEqual(['.aider.conf.yml']);
  });
});

describe('loadCatalog', () => {
  it('has the built-in tools, each with a way to be found', () => {
    expect(Object.keys(tools)).toEqual(['command', 'patch', 'noop', 'claude', 'codex', 'aider', 'gemini']);
    for (const [id] of agents) expect(preset(id)).toMatchObject({ kind: 'agent', probe: [id, '--version'] });
  });

  it('lays a file of the user over them', async () => {
    const file = join(folder, 'mine.yaml');
    await writeFile(
      file,
      'catalog: v1\ntools:\n  claude: { kind: noop, title: Off }\n  own: { kind: noop, title: Own }\n',
    );
    const merged = await loadCatalog([file]);
    expect([merged.tools.claude?.title, merged.tools.own?.title]).toEqual(['Off', 'Own']);
    expect(merged.tools.codex).toEqual(preset('codex'));
  });

  it('refuses a file that is not there, or wrong, by its name', async () => {
    const file = join(folder, 'wrong.yaml');
    await writeFile(file, 'catalog: v1\ntools:\n  own: { kind: agent, title: Own, command: ["{what}"] }\n');
    await expect(loadCatalog([file])).rejects.toMatchObject({ code: 'bad_catalog', where: `${file}:3:3` });
    await expect(loadCatalog([join(folder, 'none.yaml')])).rejects.toMatchObject({ code: 'bad_catalog' });
  });
});

describe('loadPrices', () => {
  it('knows the models that the presets call unasked', () => {
    for (const model of [
      'claude-sonnet-4-6',
      'anthropic/claude-sonnet-4-5',
      'gemini-2.5-pro',
      'gpt-5.3-codex',
    ]) {
      expect(findPrice(prices, model), model).toBeDefined();
    }
  });

  it('finds each model under its own entry, not behind a shorter name', () => {
    for (const entry of prices.models) {
      for (const pattern of entry.models)
        expect(findPrice(prices, pattern.replace(/\*$/, '')), pattern).toBe(entry);
    }
  });

  it('never asks more for cached input than for input', () => {
    for (const { input, cached_input: cached, models } of prices.models) {
      expect(Number(cached ?? input), models.join()).toBeLessThanOrEqual(Number(input));
    }
  });
});
