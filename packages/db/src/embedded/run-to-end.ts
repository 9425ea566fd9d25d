import { execFile } from 'node:child_process';

/** The unprivileged account that PostgreSQL runs as where this process is root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** What a short command said (both streams, in no particular order) and how it ended; -1 where it never started. */
export interface CommandEnd {
  readonly exitCode: number;
  readonly output: string;
}

/**
 * Runs a short command to its end, as another account if one is given. Its environment is fixed, so that neither
 * the reader's language nor `PG…` variables change what PostgreSQL's programs do.
 */
export function runToEnd(command: string, args: readonly string[], account?: Account): Promise<CommandEnd> {
  return new Promise((resolve) => {
    // The current folder may be one that the other account cannot enter, or gone altogether.
    const options = { cwd: '/', env: serverEnvironment(), ...account, maxBuffer: 1024 * 1024 };
    execFile(command, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      const reason = code === -1 && error !== null ? error.message : '';
      resolve({ exitCode: code, output: `${stdout}${stderr}${reason}`.trim() });
    });
  });
}

/** The whole environment of PostgreSQL's programs: nothing of the user's, because the server outlives this process. */
export function serverEnvironment(): Record<string, string> {
  return { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin:/usr/sbin:/sbin' };
}
