import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { isAlive, runIn, testFolder } from '../../test/support/process-runs.js';

const folder = await testFolder();
const run = (spec: Parameters<typeof runIn>[1]) => runIn(folder, spec);
const pidIn = async (name: string): Promise<number> => Number(await readFile(join(folder, name), 'utf8'));
const onLinux = existsSync('/proc/self/environ');

describe('runProcess, children that stay', () => {
  it('does not wait for a child that outlives its parent and holds its output open', async () => {
    const { outcome, stdout } = await run({ argv: { shell: 'sleep 60 & echo $! > held; echo done' } });
    const pid = await pidIn('held');
    expect(outcome).toMatchObject({ exitCode: 0, leftBehind: [pid] });
    expect(stdout).toBe('done\n');
    expect(await isAlive(pid)).toBe(false);
  });

  it('lets a child finish that only needs a moment', async () => {
    const { outcome, stdout } = await run({ argv: { shell: '(sleep 0.1; echo late) & echo early' } });
    expect(outcome.leftBehind).toEqual([]);
    expect(stdout).toBe('early\nlate\n');
  });

  it.runIf(onLinux)('finds a daemon in a session of its own', async () => {
    const argv = { shell: 'setsid sh -c "echo \\$\\$ > daemon; exec sleep 60" & wait $!; exit 0' };
    const { outcome } = await run({ argv, wallTimeoutMs: 400 });
    expect(outcome.timedOut).toBe('wall');
    expect(await isAlive(await pidIn('daemon'))).toBe(false);
  });

  it.runIf(onLinux)('finds a daemon whose parent has gone, after a normal end', async () => {
    const daemon = 'setsid sh -c "echo \\$\\$ > orphan; exec sleep 60" >/dev/null 2>&1 </dev/null &';
    const { outcome } = await run({
      argv: { shell: `(${daemon}) ; while [ ! -s orphan ]; do sleep 0.01; done; exit 0` },
    });
    const pid = await pidIn('orphan');
    expect(outcome).toMatchObject({ exitCode: 0, leftBehind: [pid] });
    expect(await isAlive(pid)).toBe(false);
  });

  it.runIf(onLinux)('finds a child that wiped its environment but stayed in the session', async () => {
    const { outcome } = await run({ argv: { shell: 'env -i sleep 60 & echo $! > wiped; exit 0' } });
    expect(outcome.leftBehind).toEqual([await pidIn('wiped')]);
  });

  it.runIf(onLinux)('ends a whole tree that ignores SIGTERM, its daemons included', async () => {
    const stubborn = `trap '' TERM; echo $$ >> stubborn; while :; do sleep 1; done`;
    const { outcome } = await run({
      argv: {
        shell: `(${stubborn}) & setsid sh -c "trap '' TERM; echo \\$\\$ >> stubborn; sleep 60" & ${stubborn}`,
      },
      wallTimeoutMs: 400,
      graceMs: 200,
    });
    expect(outcome).toMatchObject({ timedOut: 'wall', signal: 'SIGKILL' });
    const pids = (await readFile(join(folder, 'stubborn'), 'utf8')).trim().split('\n').map(Number);
    expect(pids.length).toBe(3);
    for (const pid of pids) expect(await isAlive(pid)).toBe(false);
  });

  const goesOnAfter = `${onLinux ? 'setsid ' : ''}sh -c "sleep 60; echo late >> late" &`;
  const waiting = Array<string>(20).fill(goesOnAfter).join(' ');

  it('lets nobody do what comes after the end of another one who is killed', async () => {
    const { outcome } = await run({ argv: { shell: `${waiting} exit 0` } });
    expect(outcome.leftBehind.length).toBeGreaterThanOrEqual(20);
    expect(existsSync(join(folder, 'late'))).toBe(false);
  });

  it('lets nobody do so either where all are killed at once', async () => {
    const kill = new AbortController();
    const { outcome } = await run({
      argv: { shell: `${waiting} echo ready; wait` },
      kill: kill.signal,
      onOutput: () => kill.abort(),
    });
    expect(outcome).toMatchObject({ canceled: true, signal: 'SIGKILL' });
    expect(existsSync(join(folder, 'late'))).toBe(false);
  });

  it('gives children the grace too when a program ends before them', async () => {
    const child = `trap 'sleep 0.3; echo child; exit 0' TERM; echo ready; while :; do sleep 0.05; done`;
    const gentle = new AbortController();
    const { stdout, outcome } = await run({
      argv: { shell: `(${child}) & wait` },
      signal: gentle.signal,
      onOutput: () => gentle.abort(),
      graceMs: 5_000,
    });
    expect(stdout).toBe('ready\nchild\n');
    expect(outcome).toMatchObject({ canceled: true, leftBehind: [] });
  });

  it('ends children at once on the second signal though their parent has ended', async () => {
    const [gentle, kill] = [new AbortController(), new AbortController()];
    const gone = 'while kill -0 $$ 2>/dev/null; do :; done';
    const { outcome } = await run({
      // In a subshell $$ is the pid of the parent: the child says no once the parent is gone.
      argv: { shell: `(trap '${gone}; echo no' TERM; echo ready; while :; do sleep 0.05; done) & wait` },
      signal: gentle.signal,
      kill: kill.signal,
      onOutput: (_, text) => (text.includes('no') ? kill.abort() : gentle.abort()),
      graceMs: 60_000,
    });
    expect(outcome).toMatchObject({ canceled: true, signal: 'SIGTERM' });
    expect(outcome.leftBehind.length).toBeGreaterThan(0);
  });

  it.runIf(onLinux)('comes to an end though a process it cannot find holds the output open', async () => {
    const lost = `setsid env -i sh -c "echo \\$\\$ > lost; exec sleep 60" &`;
    const { outcome } = await run({
      argv: { shell: `(${lost}) ; while [ ! -s lost ]; do sleep 0.01; done; exit 0` },
    });
    const pid = await pidIn('lost');
    expect(outcome).toMatchObject({ exitCode: 0, leftBehind: [] });
    expect(outcome.durationMs).toBeLessThan(5_000);
    process.kill(pid, 'SIGKILL');
  });

  const chains = [
    ['within its group', ''],
    ['in a session of its own', 'setsid '],
  ] as const;
  it.each(onLinux ? chains : chains.slice(0, 1))(
    'outruns a program that keeps making new processes %s',
    async (where, session) => {
      const chain = join(folder, `chain-${session.length}`);
      const text =
        // It ends with the folder of the test: where it was not outrun, it would go on for ever.
        '[ -e "$1" ] || exit; echo $$ >> "$1"; for i in 1 2 3 4 5 6 7 8; do sh -c "$0" "$0" "$1" & sleep 0.02; exit 0; done';
      await writeFile(chain, '');
      const shell = `${session}sh -c '${text}' '${text}' ${chain} & while [ ! -s ${chain} ]; do :; done; exit 0`;
      const { outcome } = await run({ argv: { shell } });
      expect(outcome.exitCode, where).toBe(0);
      const { size } = await stat(chain);
      for (const pid of outcome.leftBehind) expect(await isAlive(pid)).toBe(false);
      await delay(100);
      expect((await stat(chain)).size).toBe(size);
    },
  );
});
