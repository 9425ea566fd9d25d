import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFolder } from './a-folder.mjs';

const module = JSON.stringify(new URL('../lib/hand-over.mjs', import.meta.url).href);

/** Starts a process, in a session without a terminal, that hands over to a script with this source. */
const handingOverTo = (source) => {
  const script = join(aFolder({ 'script.mjs': source }), 'script.mjs');
  const caller = `import { handOver } from ${module};
    process.exitCode = await handOver([${JSON.stringify(script)}, 'a b'], {});`;
  return spawn(process.execPath, ['--input-type=module', '-e', caller], { detached: true });
};

const endOf = async (child) => {
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  const [code] = await once(child, 'close');
  return { code, output };
};

describe('handOver', () => {
  it('passes arguments, output and the exit code', async () => {
    const { code, output } = await endOf(
      handingOverTo('console.log(process.argv[2]); process.exitCode = 7;'),
    );
    expect({ code, output }).toEqual({ code: 7, output: 'a b\n' });
  });

  it('ends with 128 and the number of the signal that killed the script', async () => {
    const { code } = await endOf(handingOverTo("process.kill(process.pid, 'SIGKILL');"));
    expect(code).toBe(137);
  });

  it.each(['SIGINT', 'SIGTERM'])('passes %s on once, however often it comes in a burst', async (signal) => {
    const child = handingOverTo(`let times = 0;
      process.on('${signal}', () => { times += 1; if (times === 1) setTimeout(() => { console.log(times); process.exit(130); }, 200); });
      setInterval(() => {}, 1000);
      console.log('ready');`);
    const end = endOf(child);
    await once(child.stdout, 'data');
    child.kill(signal);
    child.kill(signal);
    expect(await end).toEqual({ code: 130, output: 'ready\n1\n' });
  });
});
