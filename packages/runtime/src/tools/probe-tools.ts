import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { Tool, ToolCatalog } from '@uet/schemas';
import { buildEnvironment, runProcess } from '../processes/index.js';
import { lastLine, oneLine } from './last-line.js';

/** Whether a tool of the catalogue can be used on this machine. */
export interface ToolProbe {
  readonly id: string;
  readonly kind: Tool['kind'];
  readonly title: string;
  readonly installed: boolean;
  /** What its probe prints; null where it has none. */
  readonly version: string | null;
  /** Why it cannot be used, or how to install it. */
  readonly message: string | null;
}

/** How tools are looked for. */
export interface ProbeOptions {
  /** Where `PATH` and the variables of the tools are taken from. */
  readonly baseEnv: NodeJS.ProcessEnv;
  /** For each tool. Default 5000. */
  readonly timeoutMs?: number;
}

/** So many probes run at once. */
const parallel = 8;
const defaultTimeoutMs = 5_000;

async function isOnPath(command: string, path: string): Promise<boolean> {
  const folders = command.includes('/') ? ['.'] : path.split(delimiter).filter((folder) => folder !== '');
  for (const folder of folders) {
    const found = await access(resolve(folder, command), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}

type Answer = Pick<ToolProbe, 'installed' | 'version' | 'message'>;

const missing = (tool: Tool, message: string): Answer => ({
  installed: false,
  version: null,
  message: tool.install === undefined ? message : `${message}; install it with \`${tool.install}\``,
});

async function ask(
  tool: Tool,
  argv: readonly string[],
  folder: string,
  options: ProbeOptions,
): Promise<Answer> {
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const { env } = buildEnvironment({
    base: options.baseEnv,
    allow: tool.env_allow ?? [],
    set: tool.env ?? {},
  });
  const log = { stdoutPath: join(folder, 'out'), stderrPath: join(folder, 'err') };
  const limits = { wallTimeoutMs: timeoutMs, idleTimeoutMs: 0, graceMs: 200, maxLogBytes: 65_536, mask: [] };
  const outcome = await runProcess({ argv, cwd: folder, env, log, ...limits });
  if (outcome.spawnError !== null) return missing(tool, outcome.spawnError);
  if (outcome.timedOut !== null)
    return missing(tool, `${argv.join(' ')} did not answer within ${timeoutMs} ms`);
  const said = oneLine((await lastLine(log.stdoutPath)) || (await lastLine(log.stderrPath)));
  if (outcome.exitCode !== 0) return missing(tool, `${argv.join(' ')} failed: ${said}`);
  return { installed: true, version: said === '' ? null : said, message: null };
}

async function probe(tool: Tool, folder: () => Promise<string>, options: ProbeOptions): Promise<Answer> {
  if (tool.probe !== undefined) return ask(tool, tool.probe, await folder(), options);
  const [command] = tool.command ?? [];
  if (command === undefined) return { installed: true, version: null, message: null };
  const found = await isOnPath(command, options.baseEnv.PATH ?? '');
  return found
    ? { installed: true, version: null, message: null }
    : missing(tool, `command not found: ${command}`);
}

/** Finds out which tools are installed, in the order of the catalogue. A tool without a probe is looked for on PATH. */
export async function probeTools(catalog: ToolCatalog, options: ProbeOptions): Promise<ToolProbe[]> {
  const root = await mkdtemp(join(tmpdir(), 'uet-probe-'));
  try {
    const waiting = Object.entries(catalog.tools).entries();
    const probes: ToolProbe[] = [];
    const work = async (): Promise<void> => {
      for (const [index, [id, tool]] of waiting) {
        const folder = (): Promise<string> => mkdtemp(join(root, 'tool-'));
        const answer = await probe(tool, folder, options);
        probes[index] = { id, kind: tool.kind, title: tool.title, ...answer };
      }
    };
    await Promise.all(Array.from({ length: parallel }, work));
    return probes;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
