import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runIn, script, testFolder } from '../../test/support/process-runs.js';
import { runProcess } from './run-process.js';

const folder = await testFolder();
const run = (spec: Parameters<typeof runIn>[1]) => runIn(folder, spec);

/** Prints a line at once and every 40 ms, and stops by itself after `times`. */
const ticking = (times: number): string[] =>
  script(
    `let n = 0; const tick = () => { console.log('tick'); if (++n < ${times}) setTimeout(tick, 40); }; tick()`,
  );

describe('runProcess, time limits', () => {
  it('ends a program at its wall time though it prints all the time', async () => {
    const { outcome, stdout } = await run({ argv: ticking(1e6), wallTimeoutMs: 400, idleTimeoutMs: 390 });
    expect(outcome).toMatchObject({ timedOut: 'wall', signal: 'SIGTERM', canceled: false });
    expect(stdout).toMatch(/^tick/);
    expect(outcome.durationMs).toBeLessThan(3_000);
  });

  it('ends a program that prints nothing for the idle time', async () => {
    const { outcome } = await run({ argv: ['sleep', '60'], idleTimeoutMs: 150 });
    expect(outcome).toMatchObject({ timedOut: 'idle', signal: 'SIGTERM' });
  });

  it('leaves a program alone that prints on either stream more often than that', async () => {
    const argv = { shell: 'for i in 1 2 3 4 5 6; do echo $i >&2; sleep 0.1; done' };
    const { outcome } = await run({ argv, idleTimeoutMs: 450 });
    expect(outcome).toMatchObject({ timedOut: null, exitCode: 0 });
    expect(outcome.durationMs).toBeGreaterThan(500);
  });

  it('takes 0 for no limit and does not choke on a month', async () => {
    const { outcome } = await run({ argv: ['true'], wallTimeoutMs: 31 * 24 * 3600 * 1000, idleTimeoutMs: 0 });
    expect(outcome).toMatchObject({ timedOut: null, exitCode: 0 });
  });

  it('kills a program that ignores SIGTERM after the grace', async () => {
    const argv = { shell: `trap '' TERM; echo ready; while :; do sleep 1; done` };
    const { outcome } = await run({ argv, wallTimeoutMs: 250, graceMs: 200 });
    expect(outcome).toMatchObject({ timedOut: 'wall', signal: 'SIGKILL' });
    expect(outcome.durationMs).toBeGreaterThanOrEqual(440);
    expect(outcome.durationMs).toBeLessThan(3_000);
  });

  it('keeps what a program says while it ends gently', async () => {
    const argv = { shell: `trap 'echo bye; exit 7' TERM; echo ready; while :; do sleep 0.05; done` };
    const { outcome, stdout } = await run({ argv, wallTimeoutMs: 250, graceMs: 5_000 });
    expect(outcome).toMatchObject({ timedOut: 'wall', exitCode: 7 });
    expect(stdout).toBe('ready\nbye\n');
  });
});

describe('runProcess, canceled', () => {
  const waitsFor = { shell: `trap 'echo gently; exit 5' TERM; echo ready; while :; do sleep 0.05; done` };

  it('ends gently on the first signal', async () => {
    const gentle = new AbortController();
    const ran = run({
      argv: waitsFor,
      signal: gentle.signal,
      onOutput: () => gentle.abort(),
      graceMs: 5_000,
    });
    const { outcome, stdout } = await ran;
    expect(outcome).toMatchObject({ canceled: true, exitCode: 5, timedOut: null });
    expect(stdout).toBe('ready\ngently\n');
  });

  it('ends at once on the second, though the grace is long', async () => {
    const [gentle, kill] = [new AbortController(), new AbortController()];
    const { outcome } = await run({
      argv: { shell: `trap 'echo no' TERM; echo ready; while :; do sleep 0.05; done` },
      signal: gentle.signal,
      kill: kill.signal,
      onOutput: (_, text) => (text.includes('no') ? kill.abort() : gentle.abort()),
      graceMs: 60_000,
    });
    expect(outcome).toMatchObject({ canceled: true, signal: 'SIGKILL' });
    expect(outcome.durationMs).toBeLessThan(5_000);
  });
});

describe('runProcess, output', () => {
  it('takes 1 GB in bounded memory and keeps head and tail', async () => {
    const before = process.memoryUsage().rss;
    let most = before;
    const { outcome, stdout } = await run({
      argv: { shell: 'echo first; yes 0123456789abcde | head -c 1000000000; echo last' },
      maxLogBytes: 4 * 1024 ** 2,
      onOutput: () => {
        most = Math.max(most, process.memoryUsage().rss);
      },
    });
    most = Math.max(most, process.memoryUsage().rss);
    expect(outcome).toMatchObject({ exitCode: 0, stdoutBytes: 1_000_000_011 });
    expect(outcome.droppedBytes).toBe(1_000_000_011 - 4 * 1024 ** 2);
    expect(stdout.startsWith('first\n0123456789abcde\n')).toBe(true);
    expect(stdout.endsWith('last\n')).toBe(true);
    expect(stdout).toContain(`[uet: ${outcome.droppedBytes} bytes dropped here, the log is full]`);
    expect(stdout.length).toBeLessThan(4 * 1024 ** 2 + 100);
    expect((most - before) / 1024 ** 2).toBeLessThan(100);
  });

  it('makes a program wait for a slow disk, and loses nothing', async () => {
    const [pipe, copy] = [join(folder, 'slow'), join(folder, 'copy')];
    execFileSync('mkfifo', [pipe]);
    const reader = spawn('sh', ['-c', 'exec < "$0"; sleep 0.4; cat > "$1"', pipe, copy]);
    const read = once(reader, 'close');
    const log = { stdoutPath: pipe, stderrPath: join(folder, 'slow.err') };
    const outcome = await runProcess({
      argv: { shell: 'yes | head -c 5000000' },
      cwd: folder,
      env: { PATH: process.env.PATH ?? '' },
      wallTimeoutMs: 0,
      idleTimeoutMs: 0,
      mask: [],
      log,
    });
    await read;
    expect([outcome.exitCode, (await stat(copy)).size]).toEqual([0, 5_000_000]);
    expect(outcome.durationMs).toBeGreaterThan(300);
  });

  it('says nothing of dropping where all fits to the last byte', async () => {
    const { outcome, stdout } = await run({ argv: ['printf', '%s', '0123456789'], maxLogBytes: 10 });
    expect([stdout, outcome.droppedBytes]).toEqual(['0123456789', 0]);
    const cut = await run({ argv: ['printf', '%s', '0123456789A'], maxLogBytes: 10 });
    expect(cut.stdout).toBe('01234567\n[uet: 1 bytes dropped here, the log is full]\n9A');
  });

  it('masks secrets that a program prints in pieces', async () => {
    const secret = 'sk-0123456789';
    const argv = script(`
      const pieces = ['key=sk-01', '2345', '6789;', ' sk-012', '!', 'sk-0123456789sk-0123456789', 'sk-01234'];
      const next = () => { const p = pieces.shift(); if (p !== undefined) process.stdout.write(p, () => setTimeout(next, 5)); };
      next();
    `);
    const shown: string[] = [];
    const { stdout } = await run({ argv, mask: [secret], onOutput: (_, text) => shown.push(text) });
    expect(stdout).toBe('key=***; sk-012!******sk-01234');
    expect(shown.join('')).toBe(stdout);
  });
});
