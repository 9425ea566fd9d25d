import { availableParallelism } from 'node:os';
import { UetError } from '@uet/core';
import { type Engine, type Session, startEngine } from '@uet/runtime';
import { readServerConfig, type Server, type ServerOptions, serverPool, startServer } from '@uet/server';
import { wholeNumber } from '../arguments.js';
import { print, printJson, tell } from '../output.js';
import type { StopSignals } from '../session/stop-signals.js';
import { working } from '../session/working-session.js';
import type { Surroundings } from '../surroundings.js';

interface UpOptions {
  readonly port?: string;
  readonly host?: string;
  readonly slots?: string;
  /** False for `--no-web`. */
  readonly web: boolean;
  readonly json?: boolean;
}

/** `uet up`: server, dashboard and workers in this process, until Ctrl-C. */
export async function up(cli: Surroundings, options: UpOptions): Promise<number> {
  const slots = wholeNumber(options.slots, '--slots') ?? availableParallelism();
  const place = readPlace(cli, options);
  return working(
    cli,
    slots,
    async (session, stop) => {
      const { context, database } = session;
      const engine = await startEngine({ context, database: database.pool, pool: serverPool, slots });
      // The server stops the engine with itself; where it never came up, that is left to us.
      const web = await openPages(options).catch(async (error: unknown) => {
        await engine.stop();
        throw error;
      });
      try {
        const parts = { session, engine, ...(web === null ? {} : { fallback: web.handle }) };
        const server = await listen(cli, { ...place, ...parts }).catch(async (error: unknown) => {
          await engine.stop();
          throw error;
        });
        await serve(cli, { session, server, engine, stop }, options);
      } finally {
        await web?.close();
      }
      return 0;
    },
    { defaultPool: serverPool },
  );
}

const openPages = async ({ web }: UpOptions) => (web ? (await import('@uet/web')).openWeb() : null);

type Place = Pick<ServerOptions, 'host' | 'port' | 'allowedHosts' | 'publicUrl'> & {
  /** Whether nobody asked for this port: then another one will do. */
  readonly anyPort: boolean;
};

/** Where to listen: what the command line says goes before what the environment says. */
function readPlace({ env }: Surroundings, { port, host }: UpOptions): Place {
  const config = readServerConfig(env);
  const given = port === '0' ? 0 : wholeNumber(port, '--port');
  return {
    host: host ?? config.host,
    port: given ?? config.port,
    allowedHosts: config.allowedHosts,
    publicUrl: config.publicUrl,
    anyPort: given === undefined && env.UET_PORT === undefined,
  };
}

async function listen(cli: Surroundings, { anyPort, ...options }: Place & ServerOptions): Promise<Server> {
  try {
    return await startServer(options);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' && anyPort) {
      tell(cli, `port ${options.port} is taken: another one is used`);
      return startServer({ ...options, port: 0 });
    }
    if (code === 'EADDRINUSE' || code === 'EACCES' || code === 'EADDRNOTAVAIL') {
      throw new UetError('bad_argument', `cannot listen on ${options.host} port ${options.port}: ${code}`, {
        where: '--port',
        hint: 'name another one with --port, or 0 for any that is free',
        cause: error,
      });
    }
    throw error;
  }
}

interface Running {
  readonly session: Session;
  readonly server: Server;
  readonly engine: Engine;
  readonly stop: StopSignals;
}

async function serve(
  cli: Surroundings,
  { server, engine, stop }: Running,
  options: UpOptions,
): Promise<void> {
  try {
    const link = options.web ? server.signInLink('admin', 'admin') : null;
    if (options.json === true) printJson(cli, { url: server.url, link });
    else for (const line of openingLines(server.url, link)) print(cli, line);
    await Promise.race([stop.asked, engine.broken]);
    tell(cli, 'stopping: nothing new starts, what runs finishes (Ctrl-C again to end it at once)');
  } finally {
    await server.stop();
  }
}

const openingLines = (url: string, link: string | null): string[] => [
  link === null ? `API       ${url}` : `Dashboard ${url.replace('127.0.0.1', 'localhost')}`,
  ...(link === null
    ? []
    : [`Sign in   ${link}`, '          (once, for 10 minutes; `uet token link` makes another)']),
  'Ctrl-C ends it.',
];
