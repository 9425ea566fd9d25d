import { randomUUID } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { UetError } from '@uet/core';
import {
  inspectRepository,
  type ReadyTemplate,
  type RunRequest,
  requestOf,
  type Session,
  startRun,
} from '@uet/runtime';
import type { RunState } from '@uet/schemas';
import type { StartRequest } from '@uet/schemas/api';
import { parseAssignments, wholeNumber } from '../arguments.js';
import { tell } from '../output.js';
import { readInput } from '../read-input.js';
import { readTemplate, warningsOf } from '../read-template.js';
import { detach, tellDetached } from '../session/detach.js';
import { type FoundServer, findApi } from '../session/find-api.js';
import { findInterrupted } from '../session/find-interrupted.js';
import { type ByServer, workAlone, workAtServer } from '../session/with-api.js';
import { pathOf, type Surroundings } from '../surroundings.js';
import { finishRun, followRun } from './finish-run.js';

interface RunOptions {
  readonly repo: string;
  readonly target?: string;
  readonly param?: readonly string[];
  readonly concurrency?: string;
  readonly detach?: boolean;
  readonly json?: boolean;
}

/** What is to be run: everything about it was read and found to be good. */
interface Wish {
  readonly ready: ReadyTemplate;
  /** The top of the repository. */
  readonly repository: string;
  readonly target: string | null;
  readonly concurrency: number | undefined;
}

/**
 * `uet run`: starts a run and stays until it ends. A server works on it; where there is none, this process does, and
 * goes on with the same one where it was interrupted.
 */
export async function run(cli: Surroundings, file: string, options: RunOptions): Promise<number> {
  const server = await findApi(cli);
  return server === null ? runAlone(cli, file, options) : runAtServer(cli, server, file, options);
}

async function runAlone(cli: Surroundings, file: string, options: RunOptions): Promise<number> {
  const wish = await readWish(cli, file, options);
  for (const warning of warningsOf(wish.ready)) tell(cli, `warning: ${warning}`);
  const json = options.json === true;
  const request = requestFor(cli, wish);
  return workAlone(cli, request.config.max_concurrency, async (alone, stop) => {
    const session = alone.alone;
    const found = await findSame(session, wish);
    if (found !== null) tell(cli, `going on with run ${found.id}, which was interrupted`);
    const started = found ?? (await startRun(session.context, request));
    if (options.detach === true) return detach(cli, { run: started, home: session.config.home, json });
    return finishRun(cli, alone, { run: started, json, stop });
  });
}

async function runAtServer(
  cli: Surroundings,
  server: FoundServer,
  file: string,
  options: RunOptions,
): Promise<number> {
  const request = await startRequestFor(cli, server, file, options);
  const json = options.json === true;
  return workAtServer(cli, server, async (reached, stop) => {
    await tellWarnings(cli, reached, file, request);
    const { run_id: runId } = await reached.api.runs.start.mutate(request);
    if (options.detach !== true) return followRun(cli, reached, { runId, json, stop });
    const { record } = await reached.api.runs.get.query({ run_id: runId });
    return tellDetached(cli, { run: record, process: null, json });
  });
}

/** Looks at everything that was given before anything is started or written. */
async function readWish(cli: Surroundings, file: string, options: RunOptions): Promise<Wish> {
  const concurrency = wholeNumber(options.concurrency, '--concurrency');
  const ready = await readTemplate(cli, file, options.param);
  const { root } = await inspectRepository(pathOf(cli, options.repo));
  return {
    ready,
    repository: root,
    target: options.target?.replace(/^refs\/heads\//, '') ?? null,
    concurrency,
  };
}

/** The same command again goes on where it stopped: same template, parameters, repository and target. */
async function findSame(session: Session, { ready, repository, target }: Wish): Promise<RunState | null> {
  const parameters = JSON.stringify(ready.parameters);
  return findInterrupted(
    session,
    ({ id, config }) =>
      config.template_sha256 === ready.sha256 &&
      config.repository === repository &&
      config.target_branch === (target ?? `uet/${id}`) &&
      JSON.stringify(config.parameters) === parameters,
  );
}

const requestFor = (cli: Surroundings, { ready, repository, target, concurrency }: Wish): RunRequest =>
  requestOf(ready, {
    repository,
    targetBranch: target,
    origin: cli.env.CI === undefined ? 'manual' : 'ci',
    pool: null,
    name: ready.source.path ?? ready.source.file,
    maxConcurrency: concurrency,
    actor: 'person:cli',
  });

/** The server reads the template with its own tools; parameters are read as the template declares them. */
async function startRequestFor(
  cli: Surroundings,
  { isRemote }: FoundServer,
  file: string,
  options: RunOptions,
): Promise<StartRequest> {
  const concurrency = wholeNumber(options.concurrency, '--concurrency');
  const parameters = parseAssignments(options.param ?? []);
  const text = await readInput(cli, file, { what: 'the template' });
  return {
    template_text: text,
    template_path: pathOf(cli, file),
    repository: isRemote ? absolute(options.repo) : pathOf(cli, options.repo),
    target_branch: options.target ?? null,
    parameters,
    ...(concurrency === undefined ? {} : { max_concurrency: concurrency }),
    // An answer that is lost on its way is asked for again: that starts no second run.
    idempotency_key: randomUUID(),
  };
}

function absolute(repository: string): string {
  if (isAbsolute(repository)) return repository;
  throw new UetError('bad_repository', `${repository} is not the path of a repository on the server`, {
    where: '--repo',
    hint: 'with UET_URL, give --repo the absolute path that it has on the server',
  });
}

async function tellWarnings(
  cli: Surroundings,
  { api }: ByServer,
  file: string,
  { template_text: text, template_path: path }: StartRequest,
): Promise<void> {
  const { valid, problems } = await api.templates.check.query({ text, path });
  if (!valid) return;
  for (const { line, column, message } of problems) {
    tell(cli, `warning: ${file}${line === null ? '' : `:${line}:${column}`}  ${message}`);
  }
}
