// Makes the Prisma client in src/generated from prisma/schema, where the schema or Prisma has changed since.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const schemaFolder = join(root, 'prisma', 'schema');
const stampPath = join(root, 'src', 'generated', 'inputs.sha256');
const prismaPackage = createRequire(import.meta.url).resolve('prisma/package.json');

function stampOfInputs() {
  const hash = createHash('sha256').update(JSON.parse(readFileSync(prismaPackage, 'utf8')).version);
  for (const name of readdirSync(schemaFolder).sort()) {
    hash.update(`\0${name}\0`).update(readFileSync(join(schemaFolder, name)));
  }
  return `${hash.digest('hex')}\n`;
}

function stampOfLastTime() {
  try {
    return readFileSync(stampPath, 'utf8');
  } catch {
    return undefined;
  }
}

const stamp = stampOfInputs();
if (stamp !== stampOfLastTime()) {
  const prisma = join(dirname(prismaPackage), 'build', 'index.js');
  const { status, output } = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      // Generating needs no engine, but Prisma downloads one unless it is told where one is: any file will do.
      PRISMA_SCHEMA_ENGINE_BINARY: prismaPackage,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    },
  });
  if (status !== 0) {
    console.error(output.filter(Boolean).join('\n'));
    process.exit(status ?? 1);
  }
  writeFileSync(stampPath, stamp);
}
