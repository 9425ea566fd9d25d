import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createUetClient, type UetClient } from '@uet/client';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const program = join(root, 'apps', 'cli', 'dist', 'main.js');

/** A running product with a database of its own. */
export interface Stack {
  /** Where the dashboard is. */
  readonly url: string;
  readonly home: string;
  readonly client: UetClient;
  /** A link that signs a browser in, once. */
  signInLink(name: string, role: 'viewer' | 'operator' | 'admin'): Promise<string>;
  /** Ends the server as Ctrl-C does, and starts it anew at the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

/** Starts `uet up` as a user would, and waits until it says where it is. */
async function startUp(home: string, port: string, more: NodeJS.ProcessEnv): Promise<Running> {
  const child = spawn(process.execPath, [program, 'up', '--port', port, '--slots', '3', '--json'], {
    cwd: home,
    env: { ...process.env, ...more, UET_HOME: home, DATABASE_URL: undefined, UET_URL: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`uet up ended with ${code}: ${said.join('')}`);
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  ended.catch(() => undefined);
  return { child, url: (JSON.parse(line) as { url: string }).url };
}

async function end({ child }: Running): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGINT');
  await exited;
}

/** Fills the state folder before the server starts, and answers variables for it. */
type Prepare = (home: string) => Promise<NodeJS.ProcessEnv>;

/** A client with the token that the server gives to commands of this machine: a new one at each start. */
async function localClient(home: string, url: string): Promise<UetClient> {
  const { token } = JSON.parse(await readFile(join(home, 'server.json'), 'utf8')) as { token: string };
  return createUetClient({ url, token });
}

/** Starts a stack in a fresh state folder. */
export async function startStack(prepare: Prepare = async () => ({})): Promise<Stack> {
  const home = await mkdtemp(join(tmpdir(), 'uet-e2e-'));
  // The embedded database runs as another account where this one is root.
  await chmod(home, 0o711);
  const env = await prepare(home);
  let running = await startUp(home, '0', env);
  const { url } = running;
  let client = await localClient(home, url);
  return {
    url,
    home,
    get client() {
      return client;
    },
    async signInLink(name, role) {
      const { path } = await client.system.sign_in_link.mutate({ name, role });
      return new URL(path, url).href;
    },
    async restart() {
      await end(running);
      running = await startUp(home, new URL(url).port, env);
      client = await localClient(home, url);
    },
    async stop() {
      await end(running);
      await rm(home, { recursive: true, force: true });
    },
  };
}
