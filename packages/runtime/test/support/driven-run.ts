import type { ExecutionEvent, RunState } from '@uet/schemas';
import { type EngineContext, resumeRun, type Session, startEngine } from '../../src/index.js';
import { openPlace } from './open-place.js';
import type { RunPlace } from './run-place.js';
import { startTemplate, untilRest } from './start-template.js';

/** How a run is worked on in the process of the test. */
export interface DriveOptions {
  readonly target?: string | null;
  readonly slots?: number;
  readonly kill?: AbortSignal;
  readonly env?: NodeJS.ProcessEnv;
  /** Called once the engine works. */
  readonly meanwhile?: (session: Session, run: RunState) => Promise<void>;
}

/** A run that rests, and what was recorded of it. */
export interface DrivenRun {
  readonly run: RunState;
  readonly events: readonly ExecutionEvent[];
  /** The states of the tasks. */
  readonly tasks: Readonly<Record<string, string>>;
}

const withoutJitter = (context: EngineContext): EngineContext => ({ ...context, chance: () => 0 });

async function rest(session: Session, run: RunState, options: DriveOptions): Promise<DrivenRun> {
  const { store, database } = session;
  const context = withoutJitter(session.context);
  const engine = await startEngine({
    context,
    database: database.pool,
    pool: run.pool,
    slots: options.slots ?? 3,
  });
  try {
    await options.meanwhile?.(session, run);
    await Promise.race([untilRest(store, run.id), engine.broken]);
  } finally {
    await engine.stop();
  }
  const tasks = await store.list('tasks', { run_id: run.id });
  return {
    run: (await store.find('runs', run.id)) ?? run,
    events: await store.events({ runId: run.id }),
    tasks: Object.fromEntries(tasks.map(({ key, state }) => [key, state])),
  };
}

async function inSession<T>(
  place: RunPlace,
  options: DriveOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { kill, env } = options;
  const session = await openPlace(place, {
    ...(kill === undefined ? {} : { kill }),
    ...(env === undefined ? {} : { env }),
  });
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** Starts a run of a template, and works on it in this process until it rests. */
export function driveTemplate(place: RunPlace, text: string, options: DriveOptions = {}): Promise<DrivenRun> {
  return inSession(place, options, async (session) => {
    const { target = 'main', slots = 3 } = options;
    const run = await startTemplate(session.context, { text, repository: place.repository, target, slots });
    return rest(session, run, options);
  });
}

/** Has a run go on that was paused or interrupted. */
export function driveOn(
  place: RunPlace,
  { id }: Pick<RunState, 'id'>,
  options: DriveOptions = {},
): Promise<DrivenRun> {
  return inSession(place, options, async (session) => {
    await resumeRun(session.context, id, 'person:test');
    const run = await session.store.find('runs', id);
    if (run === null) throw new Error(`there is no run ${id}`);
    return rest(session, run, options);
  });
}

/** What a task of a template is, in one line of YAML each. */
export type StepLines = Readonly<Record<string, readonly string[]>>;

/** A template of one workstream; `head` is what stands before its phases. */
export const templateOf = (tasks: StepLines, head = ''): string => `template: v1
metadata: { name: test, title: Test, version: 1.0.0, status: active, owner: tests }
${head}
phases:
  - id: only
    workstreams:
      - id: only
        tasks:
${Object.entries(tasks)
  .map(([id, lines]) => `          - id: ${id}\n${lines.map((line) => `            ${line}\n`).join('')}`)
  .join('')}`;
