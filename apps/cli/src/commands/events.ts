import { setTimeout as wait } from 'node:timers/promises';
import type { UetClient } from '@uet/client';
import { UetError } from '@uet/core';
import type { ExecutionEvent } from '@uet/schemas';
import { print, tell } from '../output.js';
import { beginning, type EventStream, isAfter, openEventStream, readEnd } from '../session/event-stream.js';
import { findRunId } from '../session/find-id.js';
import type { StopSignals } from '../session/stop-signals.js';
import { workWithApi } from '../session/with-api.js';
import type { Surroundings } from '../surroundings.js';
import { eventLine, type Names } from '../view/event-line.js';
import { namesOfRun } from '../view/run-names.js';

interface EventOptions {
  readonly run?: string;
  readonly after?: string;
  readonly follow?: boolean;
  readonly json?: boolean;
}

const lookMs = 500;

/** `uet events`: the event log; with `--json` one event a line, with its cursor. */
export async function events(cli: Surroundings, options: EventOptions): Promise<number> {
  const after = cursorOf(options.after) ?? beginning;
  return workWithApi(cli, 0, async ({ api }, stop) => {
    const runId = await findRunId(api, options.run);
    const write = await writerOf(cli, api, runId, options.json === true);
    const until = options.follow === true ? await endOfRun(api, runId) : await readEnd(api, runId);
    // Without an end it is followed until somebody stops it, or until the run has ended.
    if (options.follow !== true && until === null) return 0;
    await follow(cli, api, { runId, after, until, write, stop });
    return 0;
  });
}

interface Following {
  readonly runId: string | null;
  readonly after: string;
  /** The last event to show; null where it is not known yet. */
  readonly until: string | null;
  readonly write: PageWriter;
  readonly stop: StopSignals;
}

async function follow(cli: Surroundings, api: UetClient, following: Following): Promise<void> {
  const { runId, after, write, stop } = following;
  let { until } = following;
  let reached = after;
  if (until !== null && !isAfter(until, reached)) return;
  const onBreak = (): void => tell(cli, 'the connection broke off: it is made again (Ctrl-C to stop)');
  const stream = openEventStream(api, { runId, after, onBreak });
  try {
    // Whoever reads may have seen enough: `uet events --follow | head -1`.
    while (!stop.isAsked && cli.stdout.isOpen !== false) {
      await somethingNew(stream, stop);
      const page = upTo(stream.take(), until);
      await write(page);
      reached = page.at(-1)?.cursor ?? reached;
      if (until === null && runId !== null && page.some(isOfRun)) until = await endOfRun(api, runId);
      if (until !== null && !isAfter(until, reached)) return;
    }
  } finally {
    stream.close();
  }
}

/** Until there is something to show, or for a moment: whether anybody still reads is not told, but looked at. */
async function somethingNew(stream: EventStream, stop: StopSignals): Promise<void> {
  const moment = new AbortController();
  const passed = wait(lookMs, undefined, { signal: moment.signal }).catch(() => undefined);
  await Promise.race([stream.waiting(), stop.asked, passed]);
  moment.abort();
}

const isOfRun = ({ entity_type: entity }: ExecutionEvent): boolean => entity === 'run';

const upTo = (page: readonly ExecutionEvent[], until: string | null): readonly ExecutionEvent[] =>
  until === null ? page : page.filter(({ cursor }) => !isAfter(cursor, until));

/** A run that has ended has nothing more to tell; the log of all runs has no end. */
async function endOfRun(api: UetClient, runId: string | null): Promise<string | null> {
  if (runId === null) return null;
  const { items } = await api.runs.lines.query({ run_ids: [runId] });
  return items[0] !== undefined && items[0].ended_at !== null ? readEnd(api, runId) : null;
}

/** A cursor is a transaction and a number within it, as `--json` shows it. Throws `bad_argument`. */
function cursorOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const [, transaction, sequence] = /^(\d{1,20})-(\d{1,19})$/.exec(text) ?? [];
  const fits =
    transaction !== undefined && BigInt(transaction) < 2n ** 64n && BigInt(sequence ?? '') < 2n ** 63n;
  if (fits) return text;
  throw new UetError('bad_argument', `--after ${text} is no cursor`, {
    where: '--after',
    hint: 'take the `cursor` of an event that `uet events --json` shows',
  });
}

type PageWriter = (page: readonly ExecutionEvent[]) => Promise<void>;

async function writerOf(
  cli: Surroundings,
  api: UetClient,
  runId: string | null,
  json: boolean,
): Promise<PageWriter> {
  if (json) {
    return async (page) => {
      for (const event of page) print(cli, JSON.stringify(event));
    };
  }
  const ids: Names = { of: (id) => id };
  const names = runId === null ? undefined : await namesOfRun(api, runId);
  return async (page) => {
    if (page.some(({ entity_type: entity }) => entity === 'gate')) await names?.refresh();
    for (const event of page) print(cli, eventLine(event, names ?? ids));
  };
}
