import type { UetClient } from '@uet/client';
import { landingTemplate } from '@uet/runtime';
import type { RunState } from '@uet/schemas';
import { exitCodeOfRun } from '../exit-code.js';
import { print, printJson, tell } from '../output.js';
import { type Reported, reportRun } from '../report/run-report.js';
import { summaryLines } from '../report/summary.js';
import { driveRun } from '../session/drive-run.js';
import { beginning, openEventStream } from '../session/event-stream.js';
import type { StopSignals } from '../session/stop-signals.js';
import { watchRun } from '../session/watch-run.js';
import type { Alone, ByServer } from '../session/with-api.js';
import type { Surroundings } from '../surroundings.js';
import { apiSource } from '../view/api-source.js';
import { liveView } from '../view/live-view.js';
import { plainView } from '../view/plain-view.js';
import type { RunSource } from '../view/run-source.js';
import { type RunView, silentView } from '../view/run-view.js';
import { storeSource } from '../view/store-source.js';

/** How a run is shown and stopped on its way. */
interface Watching {
  readonly json: boolean;
  readonly stop: StopSignals;
}

/** Works on a run to its end, shows it on the way, and reports it; answers the exit code. */
export async function finishRun(
  cli: Surroundings,
  { alone: session, api }: Alone,
  { run, json, stop }: Watching & { readonly run: RunState },
): Promise<number> {
  const view = await viewFor(cli, run, json, () => storeSource(session.store, run.id));
  const tellInterrupted = (why = ''): void =>
    tell(cli, `run ${run.id} was interrupted${why}; \`uet resume ${run.id}\` goes on with it`);
  const isDone = await driveRun(session, run, view, stop).catch((error: unknown) => {
    tellInterrupted();
    throw error;
  });
  if (!isDone) tellInterrupted(': its workers were shut down');
  return concludeRun(cli, api, run.id, json);
}

/** Shows a run that a server works on until it ends, and reports it; answers the exit code. */
export async function followRun(
  cli: Surroundings,
  { api }: ByServer,
  { runId, json, stop }: Watching & { readonly runId: string },
): Promise<number> {
  const { record: run } = await api.runs.get.query({ run_id: runId });
  const stream = openEventStream(api, { runId, after: beginning });
  try {
    const source = apiSource(api, stream, runId);
    const view = await viewFor(cli, run, json, () => source);
    const say = json ? (line: string) => tell(cli, line) : view.say;
    await watchRun(api, run, { source, view, stop, say });
  } catch (error) {
    tell(
      cli,
      `run ${runId} is left to the server; \`uet resume ${runId}\` shows it again, or goes on with it`,
    );
    throw error;
  } finally {
    stream.close();
  }
  return concludeRun(cli, api, runId, json);
}

async function concludeRun(cli: Surroundings, api: UetClient, runId: string, json: boolean): Promise<number> {
  const reported = await reportRun(api, runId);
  const { run, report } = reported;
  if (json) printJson(cli, report);
  else for (const line of summaryOf(cli, reported)) print(cli, line);
  return exitCodeOfRun(run, report.patches, report.approvals);
}

/** The summary of a run, as wide as the terminal. */
export const summaryOf = (cli: Surroundings, { run, report, goesOnByItself }: Reported): string[] =>
  summaryLines(report, run.reason, {
    exitCode: exitCodeOfRun(run, report.patches, report.approvals),
    width: cli.stdout.columns,
    isLanding: run.config.template === landingTemplate,
    goesOnByItself,
  });

async function viewFor(
  cli: Surroundings,
  run: Pick<RunState, 'id' | 'target_branch'>,
  json: boolean,
  source: () => RunSource,
): Promise<RunView> {
  if (json) return silentView;
  if (cli.stdout.isTTY === true) return liveView(source(), cli.stdout);
  tell(cli, `run ${run.id} on ${run.target_branch}`);
  return plainView(source(), (line) => print(cli, line));
}
