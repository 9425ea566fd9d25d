import './lib/require-node.mjs';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse, relative } from 'node:path';
import { exportsOf, usedBy } from './lib/declarations.mjs';
import { root } from './lib/root.mjs';

// Run in the folder of a package: writes api.md, what the package exports with its signatures, so that a change of
// the surface shows in a diff. It compiles from sources, those of the packages it depends on among them.

const folder = realpathSync(process.cwd());
const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

const emitDeclarations = (outDir) => {
  const options = ['--emitDeclarationOnly', '--declarationMap', 'false', '--customConditions', 'source'];
  // The root of the file system, as a package that is linked may be anywhere.
  const places = ['--rootDir', parse(folder).root, '--outDir', outDir];
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = [tsc, '-p', 'tsconfig.build.json', ...options, ...places];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`tsc ended with exit code ${status}\n${stdout}${stderr}`);
};

const titleOf = (from) => from?.replace(/^\.\//, '').replace(/(\/index)?\.js$/, '') ?? 'index';

const codeOf = (declarations) => `\`\`\`ts\n${declarations.map(({ text }) => text).join('\n')}\n\`\`\`\n`;

const sectionOf = ({ entry, exported }) => {
  const titles = [...new Set(exported.map(({ from }) => titleOf(from)))];
  const membersOf = (title) => exported.filter(({ from }) => titleOf(from) === title);
  return [
    `## \`${entry === '.' ? name : name + entry.slice(1)}\`\n`,
    ...titles.map((title) => `### ${title}\n\n${codeOf(membersOf(title))}`),
  ].join('\n');
};

const declarations = mkdtempSync(join(tmpdir(), 'uet-api-'));
try {
  emitDeclarations(declarations);
  const emitted = join(declarations, relative(parse(folder).root, folder));
  const entries = Object.entries(exports)
    .filter(([, target]) => target.source?.endsWith('.ts'))
    .map(([entry, { source }]) => ({
      entry,
      exported: exportsOf(join(emitted, source.replace(/\.ts$/, '.d.ts'))),
    }));
  const used = usedBy(entries.flatMap(({ exported }) => exported));
  const sections = [
    '<!-- Made by pnpm gen from the sources of the package; not to be edited. -->\n',
    `# What ${name} exports\n`,
    'Without comments and private members; of zod schemas without what is in their fields: the JSON Schemas tell it.\n',
    ...entries.map(sectionOf),
    ...(used.length === 0 ? [] : ['## What these use without its being exported\n', codeOf(used)]),
  ];
  writeFileSync(join(folder, 'api.md'), sections.join('\n'));
} finally {
  rmSync(declarations, { recursive: true, force: true });
}
