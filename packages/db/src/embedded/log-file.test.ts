import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boundLog, logLimit, openLog, readLog } from './log-file.js';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uet-log-'));
  path = join(folder, 'server.log');
});

afterEach(() => rm(folder, { recursive: true }));

describe('boundLog', () => {
  it('empties a log that has outgrown its limit, under the one who writes it', async () => {
    const { handle } = await openLog(path, undefined);
    await handle.write('x'.repeat(logLimit));
    await boundLog(path);
    expect((await stat(path)).size).toBe(logLimit);
    await handle.write('one more');
    await boundLog(path);
    await handle.write('begins anew');
    await handle.close();
    expect(await readFile(path, 'utf8')).toBe('begins anew');
  });

  it('does nothing where there is no log', async () => {
    await boundLog(path);
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('readLog', () => {
  it('reads what one process wrote since the log was opened', async () => {
    await appendFile(path, '[1] of last time\n');
    const { handle, begin } = await openLog(path, undefined);
    await handle.close();
    await appendFile(path, '[1] mine\n[2] of another\n[1] mine too\n');
    expect(await readLog(path, begin, 1)).toBe('[1] mine\n[1] mine too');
  });

  it('reads everything where no line names the process: it said what it said before it had a log', async () => {
    const { handle, begin } = await openLog(path, undefined);
    await handle.close();
    await appendFile(path, 'postgres: no such library\n');
    expect(await readLog(path, begin, 1)).toBe('postgres: no such library\n');
  });
});
