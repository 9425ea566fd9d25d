import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runIn, script, testFolder } from '../../test/support/process-runs.js';
import { buildEnvironment, markerVariable, runProcess } from './index.js';

const folder = await testFolder();
const run = (spec: Parameters<typeof runIn>[1]) => runIn(folder, spec);

describe('runProcess', () => {
  it('tells exit code, time, pid and the bytes of both streams, and keeps them in the logs', async () => {
    const argv = script('process.stdout.write("out"); process.stderr.write("error"); process.exitCode = 3');
    const { outcome, stdout, stderr } = await run({ argv });
    expect(outcome).toMatchObject({
      exitCode: 3,
      signal: null,
      timedOut: null,
      canceled: false,
      spawnError: null,
      stdoutBytes: 3,
      stderrBytes: 5,
      droppedBytes: 0,
      leftBehind: [],
    });
    expect(outcome.pid).toBeGreaterThan(1);
    expect(outcome.durationMs).toBeGreaterThan(0);
    expect(outcome.startedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect([stdout, stderr]).toEqual(['out', 'error']);
  });

  it('runs a text with the shell', async () => {
    const { outcome, stdout } = await run({ argv: { shell: 'echo one | tr a-z A-Z; exit 4' } });
    expect([outcome.exitCode, stdout]).toEqual([4, 'ONE\n']);
  });

  it('passes arguments as they are, however they look', async () => {
    const strange = ['$HOME', '`id`', 'a b', '', '"', "'; rm -rf /", '*', 'ünï\n'];
    const { stdout } = await run({
      argv: [...script('console.log(JSON.stringify(process.argv.slice(1)))'), '--', ...strange],
    });
    expect(JSON.parse(stdout)).toEqual(strange);
  });

  it('tells the signal that ended a program', async () => {
    const { outcome } = await run({ argv: { shell: 'kill -9 $$' } });
    expect([outcome.exitCode, outcome.signal, outcome.canceled]).toEqual([null, 'SIGKILL', false]);
  });

  it('gives standard input whole, and an empty one where there is none', async () => {
    const input = 'x'.repeat(300_000);
    const piped = await run({ argv: ['wc', '-c'], stdin: input });
    const empty = await run({ argv: ['wc', '-c'] });
    expect([Number(piped.stdout), Number(empty.stdout)]).toEqual([300_000, 0]);
  });

  it('does not mind a program that closes its input early', async () => {
    const { outcome } = await run({ argv: { shell: 'exec <&-; exit 0' }, stdin: 'x'.repeat(5_000_000) });
    expect(outcome.exitCode).toBe(0);
  });

  it('keeps the bytes of invalid UTF-8 in the log and shows them as replacement characters', async () => {
    const seen: string[] = [];
    const log = { stdoutPath: join(folder, 'bytes.out'), stderrPath: join(folder, 'bytes.err') };
    const argv = { shell: String.raw`printf 'a\377\303'` };
    await run({ argv, log, onOutput: (_, text) => seen.push(text) });
    expect([...(await readFile(log.stdoutPath))]).toEqual([0x61, 0xff, 0xc3]);
    expect(seen.join('')).toBe('a\uFFFD\uFFFD');
  });

  it('shows output as it comes, character by character whole', async () => {
    const seen: [string, string][] = [];
    await run({
      argv: script(`
        const euro = Buffer.from('€');
        process.stdout.write(euro.subarray(0, 1), () => process.stdout.write(euro.subarray(1), () => process.stderr.write('!')));
      `),
      onOutput: (stream, text) => seen.push([stream, text]),
    });
    expect(seen).toEqual([
      ['stdout', '€'],
      ['stderr', '!'],
    ]);
  });

  it('lets nothing of its own environment through', async () => {
    const { env } = buildEnvironment({
      base: { ...process.env, UET_TEST_SECRET: 'hidden', GIT_DIR: '/elsewhere' },
      allow: [],
      set: { GIVEN: 'yes' },
    });
    const { stdout } = await run({ argv: ['env'], env });
    expect(stdout).not.toMatch(/UET_TEST_SECRET|hidden|GIT_DIR/);
    expect(stdout).toMatch(/^GIVEN=yes$/m);
    const bare = await run({ argv: ['/usr/bin/env'], env: {}, marker: 'm' });
    expect(bare.stdout).toBe(`${markerVariable}=m\n`);
  });

  it('does not start what is canceled before', async () => {
    const { outcome } = await run({ argv: { shell: 'echo no' }, signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ canceled: true, pid: null, spawnError: null, stdoutBytes: 0 });
  });
});

describe('runProcess, when a program cannot be started', () => {
  const reason = async (spec: Parameters<typeof runIn>[1]) => (await run(spec)).outcome.spawnError;

  it('says that the command is not found', async () => {
    expect(await reason({ argv: ['no-such-command-7f3'] })).toBe('command not found: no-such-command-7f3');
    expect(await reason({ argv: ['./no-such-file'] })).toBe('command not found: ./no-such-file');
    expect(await reason({ argv: [] })).toBe('there is no command to run');
  });

  it('says that the folder does not exist, or is none', async () => {
    const missing = join(folder, 'missing');
    expect(await reason({ argv: ['true'], cwd: missing })).toBe(
      `the working folder does not exist: ${missing}`,
    );
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect(await reason({ argv: ['true'], cwd: file })).toBe(`the working folder is not a folder: ${file}`);
  });

  it('says that the file is no program', async () => {
    const file = join(folder, 'plain');
    await writeFile(file, '#!/no/such/shell\n');
    expect(await reason({ argv: [file] })).toBe(`not an executable file: ${file}`);
    await chmod(file, 0o755);
    expect(await reason({ argv: [file] })).toBe(`the #! line of ${file} names a program that does not exist`);
  });

  it('says that the arguments are too long or impossible', async () => {
    expect(await reason({ argv: ['true', 'x'.repeat(200_000)] })).toMatch(/longer than the system allows/);
    expect(await reason({ argv: ['true', 'a\0b'] })).toMatch(/could not be started/);
  });
});

describe('runProcess, when its log cannot be kept', () => {
  const full = { stdoutPath: '/dev/full', stderrPath: join(folder, 'full.err') };
  const endless = {
    argv: { shell: 'echo $$ > pid; exec yes' },
    cwd: folder,
    env: { PATH: process.env.PATH ?? '' },
    wallTimeoutMs: 20_000,
    idleTimeoutMs: 0,
    mask: [],
  };

  it('kills the program and throws disk_full', async () => {
    await expect(runProcess({ ...endless, log: full })).rejects.toMatchObject({ code: 'disk_full' });
    const pid = Number(await readFile(join(folder, 'pid'), 'utf8'));
    expect(() => process.kill(pid, 0)).toThrow();
  });

  it('throws disk_full for a short program too, whose output is only written at its end', async () => {
    const short = runProcess({ ...endless, argv: ['echo', 'hi'], log: full });
    await expect(short).rejects.toMatchObject({ code: 'disk_full' });
  });

  it('starts nothing where the log cannot be opened', async () => {
    await mkdir(join(folder, 'taken'));
    const log = { stdoutPath: join(folder, 'opened.out'), stderrPath: join(folder, 'taken') };
    await rm(join(folder, 'pid'), { force: true });
    await expect(runProcess({ ...endless, log })).rejects.toMatchObject({ code: 'internal' });
    await expect(readFile(join(folder, 'pid'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
