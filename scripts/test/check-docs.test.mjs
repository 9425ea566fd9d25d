import { describe, expect, it } from 'vitest';
import { checkDocs } from '../check-docs.mjs';
import { aFolder, aWorkspace } from './a-folder.mjs';

const cli = `const words = process.argv.slice(2).filter((word) => word !== '--help');
if (words[0] === 'runs') console.log('Usage\\n\\nCommands:\\n  list [options]  shows them\\n  show <id>\\n');
else console.log('Usage\\n\\nCommands:\\n  run [options] <template>  starts one\\n  runs                      more\\n');`;

const problemsIn = async (markdown, files = {}) => {
  const root = aFolder({
    ...aWorkspace({}),
    'README.md': markdown,
    'docs/guide.md': '# A guide\n\n## Two & three\n',
    ...files,
  });
  return (await checkDocs(root)).problems;
};

describe('checkDocs', () => {
  it('finds a dead link, with its place', async () => {
    expect(await problemsIn('# Hello\n\nSee [this](docs/gone.md).\n')).toEqual([
      'README.md:3: the link docs/gone.md leads nowhere',
    ]);
  });

  it('finds a link to a heading that is not there', async () => {
    expect(await problemsIn('[a](docs/guide.md#two--three) [b](#here)\n\n## Here\n')).toEqual([]);
    expect(await problemsIn('[a](docs/guide.md#four)')).toEqual([
      expect.stringContaining('docs/guide.md#four'),
    ]);
  });

  it.each([
    '[a](https://example.org/x.md) [b](mailto:a@example.org)',
    '```\n[a](gone.md)\n```',
    'Write `[a](gone.md)` for a link.',
    '[a]: docs/guide.md',
    '<img src="docs/guide.md">',
  ])('is content with %j', async (markdown) => {
    expect(await problemsIn(markdown)).toEqual([]);
  });

  it('finds the name of a file that is not there, and leaves other names alone', async () => {
    expect(
      await problemsIn('`docs/guide.md` `docs/*.md` `docs/<name>.md` `refs/heads/main` `text/plain`'),
    ).toEqual([]);
    expect(await problemsIn('`docs/gone.md` `docs/guide.md:12`')).toEqual([
      'README.md:1: there is no docs/gone.md',
    ]);
  });

  it('finds a script that package.json has not', async () => {
    expect(await problemsIn('`npm test`, `pnpm gen --check`, `pnpm install`, `npm ci`')).toEqual([]);
    expect(await problemsIn('```sh\n$ pnpm dev   # all\n```')).toEqual([
      expect.stringContaining('README.md:2: "pnpm dev"'),
    ]);
    expect(await problemsIn('`npm run lint`')).toHaveLength(1);
  });

  it('asks the CLI for its commands, and says so where it is not built', async () => {
    const built = {
      'apps/cli/dist/main.js': cli,
      'package.json': { type: 'commonjs', scripts: { uet: '' } },
    };
    expect(
      await problemsIn('`uet run x.yaml` `uet runs list` `uet --help` `npm run -s uet -- runs show`', built),
    ).toEqual([]);
    expect(await problemsIn('`uet walk`', built)).toEqual(['README.md:1: uet has no command "walk"']);
    expect(await problemsIn('`npm run -s uet -- runs lost`', built)).toEqual([
      'README.md:1: uet has no command "runs lost"',
    ]);
    const { note } = await checkDocs(aFolder({ ...aWorkspace({}), 'README.md': '`uet walk`' }));
    expect(note).toContain('not checked');
  });
});
