import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { UetError } from '@uet/core';
import { z } from 'zod';

/** What the environment says: the only place that reads it. */
export interface Config {
  /** The folder of the tool's own state. */
  readonly home: string;
  /** A PostgreSQL server to use; the embedded one where absent. */
  readonly databaseUrl: string | null;
  /** Tool catalogues over the built-in one. */
  readonly catalogs: readonly string[];
  /** Price tables over the built-in one. */
  readonly prices: readonly string[];
}

const variables = z.object({
  UET_HOME: z.string().min(1, 'must not be empty').optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional(),
  UET_TOOLS: z.string().min(1, 'must not be empty').optional(),
  UET_PRICES: z.string().min(1, 'must not be empty').optional(),
  XDG_DATA_HOME: z.string().optional(),
});

/** Reads the environment. Throws `bad_config` with every variable that cannot be used. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = variables.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new UetError('bad_config', faults.join('; '), { hint: 'correct or unset the variable' });
  }
  const { UET_HOME: home, DATABASE_URL: url, XDG_DATA_HOME: dataHome } = parsed.data;
  return {
    home: resolve(home ?? defaultHome(dataHome)),
    databaseUrl: url ?? null,
    catalogs: pathsOf(parsed.data.UET_TOOLS),
    prices: pathsOf(parsed.data.UET_PRICES),
  };
}

/** Files, separated by colons. */
const pathsOf = (list: string | undefined): string[] =>
  list === undefined ? [] : list.split(':').map((path) => resolve(path));

/** Where programs of a user keep their data: the XDG data folder, or what stands for it on macOS. */
function defaultHome(dataHome: string | undefined): string {
  if (dataHome?.startsWith('/')) return join(dataHome, 'uet');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'uet');
  return join(homedir(), '.local', 'share', 'uet');
}
