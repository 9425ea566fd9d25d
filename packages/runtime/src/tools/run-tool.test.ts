import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toolResult } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { script, testFolder } from '../../test/support/process-runs.js';
import { anAttempt, call, commandTool, standInEnv } from '../../test/support/tool-calls.js';
import { toolResultOf } from './tool-result.js';

const folder = await testFolder();
const run = (request: Parameters<typeof call>[1]) => call(folder, request);

describe('runTool', () => {
  it('runs the command of a task in its worktree', async () => {
    const { run: done, worktree, logDir } = await run({ task: { argv: ['sh', '-c', 'pwd; echo x > made'] } });
    expect(done).toMatchObject({
      result: 'succeeded',
      failureKind: null,
      message: null,
      usage: null,
      outputs: {},
    });
    expect(done.command).toEqual(['sh', '-c', 'pwd; echo x > made']);
    expect(await readFile(join(logDir, 'stdout.log'), 'utf8')).toBe(`${worktree}\n`);
    expect(await readFile(join(worktree, 'made'), 'utf8')).toBe('x\n');
  });

  it('tells a tool which attempt it is, and lets a task not overrule that', async () => {
    const env = { UET_PARAM_NAME: "it's", UET_ATTEMPT: 'no', MINE: '1' };
    const attempt = anAttempt({ number: 3, feedback: 'two tests failed' });
    const shell = 'env | grep -E "^(UET|MINE|TOOL)" | sort; cat "$UET_FEEDBACK_FILE" "$UET_PROMPT_FILE"';
    const { logDir } = await run({
      tool: { ...commandTool, env: { TOOL: '2', MINE: 'no' } },
      task: { shell, env },
      attempt,
    });
    expect((await readFile(join(logDir, 'stdout.log'), 'utf8')).split('\n')).toEqual([
      'MINE=1',
      'TOOL=2',
      'UET_ATTEMPT=3',
      `UET_ATTEMPT_ID=${attempt.id}`,
      `UET_FEEDBACK_FILE=${join(logDir, 'feedback.md')}`,
      `UET_OUTPUT_FILE=${join(logDir, 'outputs.env')}`,
      "UET_PARAM_NAME=it's",
      `UET_PROCESS_MARKER=${attempt.id}`,
      `UET_PROMPT_FILE=${join(logDir, 'prompt.md')}`,
      `UET_RUN_ID=${attempt.runId}`,
      `UET_TASK_ID=${attempt.taskId}`,
      'two tests failed',
    ]);
  });

  it('takes outputs, masks secrets in them, and tells what it did not take', async () => {
    const shell = 'printf "url=http://x/?a=b\\nkey=sk-abcdefgh\\nbroken\\n" >> "$UET_OUTPUT_FILE"';
    const { run: done } = await run({ task: { shell }, mask: ['sk-abcdefgh'] });
    expect(done.outputs).toEqual({ url: 'http://x/?a=b', key: '***' });
    expect(done).toMatchObject({
      result: 'succeeded',
      message: 'not taken: line 3 of the output file is not of the form key=value',
    });
  });

  it.each([
    ['removed', 'rm "$UET_OUTPUT_FILE"', null],
    ['made a pipe of', 'rm "$UET_OUTPUT_FILE"; mkfifo "$UET_OUTPUT_FILE"', /is not a file/],
    ['made a folder of', 'rm "$UET_OUTPUT_FILE"; mkdir "$UET_OUTPUT_FILE"', /is not a file/],
    ['filled', 'head -c 2000000 /dev/zero > "$UET_OUTPUT_FILE"', /at most 1048576 are read/],
  ])('does not mind that a tool %s its output file', async (_, shell, message) => {
    const { run: done } = await run({ task: { shell } });
    expect([done.result, done.outputs]).toEqual(['succeeded', {}]);
    if (message === null) expect(done.message).toBeNull();
    else expect(done.message).toMatch(message);
  });

  it('survives that a tool deletes its worktree', async () => {
    const tool = { ...commandTool, scratch: ['.x*'] };
    const { run: done } = await run({ tool, task: { shell: 'rm -rf "$PWD"; exit 3' } });
    expect(done).toMatchObject({ result: 'failed', failureKind: 'exit_code', message: 'exit code 3' });
  });

  it('works in a folder of the task, and not outside of the worktree', async () => {
    const worktree = await mkdtemp(join(folder, 'w-'));
    await mkdir(join(worktree, 'sub/..dots'), { recursive: true });
    await symlink(folder, join(worktree, 'out'));
    const answer = async (cwd: string) =>
      (await run({ worktree, task: { argv: ['true'], cwd } })).run.message;
    expect(await answer('sub/..dots')).toBeNull();
    for (const cwd of ['..', '../x', '/', 'out', 'sub/../..']) {
      expect(await answer(cwd)).toBe(`the working folder ${cwd} lies outside of the worktree`);
    }
    expect(await answer('missing')).toBe('the working folder missing does not exist');
  });

  it('works in an empty folder where there is no worktree', async () => {
    const { run: done, logDir } = await run({ worktree: null, task: { shell: 'pwd; ls -A' } });
    expect(done.result).toBe('succeeded');
    expect(await readFile(join(logDir, 'stdout.log'), 'utf8')).toBe(`${join(logDir, 'work')}\n`);
  });

  it('does nothing for a noop, and starts no program', async () => {
    const { run: done } = await run({ tool: { kind: 'noop', title: 'Nothing' }, task: {} });
    expect(done).toMatchObject({
      result: 'succeeded',
      outcome: null,
      command: null,
      log: null,
      durationMs: 0,
    });
  });

  it('takes the bytes of a ready-made patch as they are', async () => {
    const tool = { kind: 'patch', title: 'Patch' } as const;
    const patchFile = join(folder, 'a.patch');
    await writeFile(patchFile, Buffer.of(0, 255, 13, 10));
    const { run: done } = await run({ tool, task: { patchFile } });
    expect([...(done.patchBytes ?? [])]).toEqual([0, 255, 13, 10]);
    const none = await run({ tool, task: { patchFile: join(folder, 'none.patch') } });
    expect(none.run).toMatchObject({ result: 'failed', failureKind: 'spawn_error' });
    expect(none.run.message).toMatch(/^the patch cannot be read: ENOENT/);
    expect((await run({ tool, task: {} })).run.message).toBe('the task names no patch file');
  });
});

describe('runTool, failures', () => {
  it('tells exit code and last line of standard error, else of standard output', async () => {
    const message = async (shell: string) => (await run({ task: { shell } })).run.message;
    expect(await message('echo out; printf "one\\n\\033[31mtwo\\033[0m  \\r\\n\\n" >&2; exit 2')).toBe(
      'exit code 2: two',
    );
    expect(await message('echo first; echo last; exit 1')).toBe('exit code 1: last');
    expect(await message('exit 9')).toBe('exit code 9');
    expect(await message('kill -9 $$')).toBe('ended by SIGKILL');
    expect((await message(`printf '%01000d' 7 >&2; exit 1`))?.length).toBe(300);
  });

  it('tells a command that is not there from one that failed', async () => {
    const missing = await run({ task: { argv: ['no-such-tool-1'] } });
    const inShell = await run({ task: { shell: 'no-such-tool-2' } });
    for (const { run: done } of [missing, inShell]) {
      expect(done).toMatchObject({ result: 'failed', failureKind: 'spawn_error' });
      expect(done.message).toMatch(/not found.*`uet tools list`/);
    }
    expect((await run({ task: {} })).run.message).toMatch(/^there is no command to run/);
  });

  it('tells which time ran out', async () => {
    const task = { shell: 'echo working; sleep 60' };
    const idle = await run({ task, timeouts: { wallMs: 0, idleMs: 150 } });
    const wall = await run({ task, timeouts: { wallMs: 150, idleMs: 0 } });
    expect(idle.run).toMatchObject({
      failureKind: 'idle_timeout',
      message: 'printed nothing for 0.15 s: working',
    });
    expect(wall.run).toMatchObject({
      failureKind: 'wall_timeout',
      message: 'took longer than 0.15 s: working',
    });
  });

  it('has no kind of failure for what was canceled', async () => {
    const stop = new AbortController();
    const { run: done } = await run({
      task: { shell: 'echo ready; sleep 60' },
      signal: stop.signal,
      onOutput: () => stop.abort(),
    });
    expect(done).toMatchObject({ result: 'failed', failureKind: null, message: 'canceled' });
    expect(done.outcome?.canceled).toBe(true);
  });

  it('needs a prompt where the command has a place for one', async () => {
    const tool = {
      ...commandTool,
      kind: 'agent',
      command: ['echo', '{prompt}'],
      prompt: { via: 'argument' },
    } as const;
    const asked = await run({ tool: { ...tool, command: [...tool.command] }, task: { prompt: 'a $b' } });
    expect(asked.run.command).toEqual(['echo', 'a $b']);
    const silent = await run({ tool: { ...tool, command: [...tool.command] }, task: {} });
    expect(silent.run).toMatchObject({
      failureKind: 'spawn_error',
      message: 'Command needs a prompt and the task has none',
    });
  });

  it('masks secrets in the message and in the command', async () => {
    const baseEnv = { ...standInEnv, SOME_TOKEN: 'token-12345678' };
    const tool = { ...commandTool, env_allow: ['SOME_TOKEN'] };
    const { run: done } = await run({
      tool,
      baseEnv,
      task: { shell: 'echo "bad $SOME_TOKEN token-12345678" >&2; exit 1' },
    });
    expect(done.message).toBe('exit code 1: bad *** ***');
    expect(done.command?.join()).not.toContain('12345678');
  });

  it('does not add up the usage of a tool that was ended before it was done', async () => {
    const usage = { reader: 'aider_text', from: 'stdout' } as const;
    const shell = 'echo "Tokens: 1k sent, 10 received."; sleep 60';
    const { run: done } = await run({
      tool: { ...commandTool, usage },
      task: { shell },
      timeouts: { wallMs: 200, idleMs: 0 },
    });
    expect(done).toMatchObject({ failureKind: 'wall_timeout', usage: null });
    const whole = await run({ tool: { ...commandTool, usage }, task: { shell: shell.replace('60', '0') } });
    expect(whole.run.usage).toMatchObject({ tokensIn: 1000, tokensOut: 10 });
  });

  it('throws disk_full where the files of the attempt cannot be written', async () => {
    const logDir = join(folder, 'full');
    await mkdir(logDir);
    await symlink('/dev/full', join(logDir, 'prompt.md'));
    await expect(run({ task: { argv: ['true'], prompt: 'x' }, logDir })).rejects.toMatchObject({
      code: 'disk_full',
    });
  });
});

describe('toolResultOf', () => {
  it('is a tool_result document', async () => {
    const tool = { ...commandTool, usage: { reader: 'codex_jsonl', from: 'stdout' } } as const;
    const event = {
      type: 'turn.completed',
      usage: { input_tokens: 5, cached_input_tokens: 1, output_tokens: 2 },
    };
    const argv = script(`console.log(${JSON.stringify(JSON.stringify(event))})`);
    const runs = [
      (await run({ tool, task: { argv, model: 'm' } })).run,
      (await run({ tool: { kind: 'noop', title: 'Nothing' }, task: {} })).run,
      (await run({ task: { argv: ['no-such-tool'] } })).run,
    ];
    const documents = runs.map((done) => toolResultOf(done, ['a.txt']));
    for (const document of documents) expect(toolResult.parse(document)).toEqual(document);
    expect(documents[0]).toMatchObject({
      result: 'succeeded',
      usage: { model: 'm', tokens_in: 4, tokens_out: 2, tokens_cached: 1, cost_usd: null },
      changed_files: ['a.txt'],
    });
    expect(documents[2]).toMatchObject({ exit_code: null, failure_kind: 'spawn_error' });
  });
});
