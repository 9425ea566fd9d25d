import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lane, lines, range, ten } from '../../../test/support/landing-lane.js';
import { people } from '../../../test/support/landing-repository.js';
import { testFolder } from '../../../test/support/process-runs.js';
import { buildCandidate } from './index.js';

let parent: string;
beforeAll(async () => {
  parent = await testFolder();
});

describe('buildCandidate on hostile ground', () => {
  it('refuses a patch that does not make what it says', async () => {
    const it = await lane(parent, { a: ten });
    const diff = await it.patch({ a: ten.replace('line 5', 'good') });
    const other = await it.build(Buffer.from(diff.toString().replace('+good', '+evil')));
    expect(other).toMatchObject({ ok: false, conflicts: ['a'], reason: expect.stringContaining('it makes') });
    const lost = await it.build(Buffer.from(diff.toString().replace(' line 4', ' line four')));
    expect(lost).toMatchObject({ ok: false, conflicts: ['a'] });
  });

  it.each(['../escape', '.git/hooks/post-checkout', 'sub/.GIT/config', '/etc/passwd', 'a/../../b'])(
    'never writes %s, whatever the policy says',
    async (path) => {
      const it = await lane(parent, { a: ten });
      const diff = `diff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+x\n`;
      const result = await it.build(Buffer.from(diff)).catch((error: { code: string }) => error.code);
      expect([{ ok: false }, 'bad_patch']).toContainEqual(
        typeof result === 'string' ? result : { ok: result.ok },
      );
    },
  );

  it('refuses .gitmodules as a link, and takes a submodule as git does', async () => {
    const it = await lane(parent, { a: ten });
    const link =
      'diff --git a/.gitmodules b/.gitmodules\nnew file mode 120000\n--- /dev/null\n+++ b/.gitmodules\n@@ -0,0 +1 @@\n+a\n\\ No newline at end of file\n';
    expect(await it.build(Buffer.from(link))).toMatchObject({ ok: false });
    const id = '1'.repeat(40);
    const module = `diff --git a/m b/m\nnew file mode 160000\nindex ${'0'.repeat(40)}..${id}\n--- /dev/null\n+++ b/m\n@@ -0,0 +1 @@\n+Subproject commit ${id}\n`;
    const candidate = await it.build(Buffer.from(module));
    expect(candidate).toMatchObject({ ok: true, path: 'git' });
    expect(await it.git(['ls-tree', candidate.ok ? candidate.commit : '', 'm'])).toBe(
      `160000 commit ${id}\tm`,
    );
  });

  it('takes no advice from attributes, drivers and configuration of the repository', async () => {
    const it = await lane(parent, {
      a: lines(...range(1, 20)),
      '.gitattributes': '* merge=evil filter=evil text eol=crlf\n',
    });
    const ran = join(it.folder, 'ran');
    for (const key of [
      'merge.evil.driver',
      'filter.evil.clean',
      'filter.evil.smudge',
      'diff.external',
      'core.fsmonitor',
    ]) {
      await it.git(['config', key, `touch "${ran}"; false`]);
    }
    await mkdir(join(it.folder, '.git/info'), { recursive: true });
    await writeFile(join(it.folder, '.git/info/attributes'), '* merge=evil\n');
    const plain = await lane(parent, { a: lines(...range(1, 20)) });
    const diff = await plain.patch({ a: lines(...range(1, 19), 200) });
    const tip = await plain.commit({ a: lines(100, ...range(2, 20)) });
    await it.git(['fetch', '--quiet', plain.folder, tip]);
    const request = { tip, patch: { diff }, commit: { message: 'm\n', ...people } };
    const here = await buildCandidate(it.place, request);
    expect(here).toMatchObject({ ok: true, path: 'three_way' });
    expect(here).toEqual(await buildCandidate(plain.place, request));
    expect(readdirSync(it.folder)).not.toContain('ran');
  });
});
