import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

// The program as a few files: `uet --help` reads one, and each command brings its own. The packages of this
// workspace stay what they are, for they find files of theirs (catalogues, migrations, wasm) beside their code.
const folder = join(dirname(fileURLToPath(import.meta.url)), '..');
const outdir = join(folder, 'dist');

await rm(outdir, { recursive: true, force: true });
await build({
  entryPoints: [join(folder, 'src/main.ts')],
  outdir,
  bundle: true,
  splitting: true,
  // All in one folder: the path from any of them to package.json is that of the sources.
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: ['@uet/*'],
  // commander is CommonJS, and asks for Node's own modules.
  banner: {
    js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
