import { setTimeout as wait } from 'node:timers/promises';
import type { UetClient } from '@uet/client';
import type { Wait } from '@uet/core';
import { testGate } from '@uet/schemas';
import type { GateLine, TaskLine } from '@uet/schemas/api';
import { pick } from '../pick.js';
import { beginning, type EventStream, isAfter, readEnd } from '../session/event-stream.js';
import { readPages } from '../session/read-pages.js';
import { decided, type RunFrame, type RunSource } from './run-source.js';

/** How long the stream may take to bring what is in the log already, in milliseconds. */
const catchUpMs = 10_000;
const lookMs = 50;

/** A run as a server tells of it; `stream` has its events from the first one on. */
export function apiSource(api: UetClient, stream: EventStream, runId: string): RunSource {
  const ofRun = { run_id: runId };
  let reached = beginning;
  let kept: Awaited<ReturnType<RunSource['events']>> = [];
  const take = (): void => {
    kept = [...kept, ...stream.take()];
    reached = kept.at(-1)?.cursor ?? reached;
  };
  return {
    async events() {
      take();
      const taken = kept;
      kept = [];
      return taken;
    },
    async catchUp() {
      const end = await readEnd(api, runId);
      for (let waitedMs = 0; waitedMs < catchUpMs; waitedMs += lookMs) {
        take();
        if (end === null || !isAfter(end, reached)) return;
        await wait(lookMs);
      }
    },
    async names() {
      const { phases, workstreams, tasks } = await api.runs.graph.query(ofRun);
      return new Map([...phases, ...workstreams, ...tasks].map(({ id, key }) => [id, key]));
    },
    isAccepted: async () =>
      (await api.runs.get.query(ofRun)).phases.some(({ acceptance: gates }) => gates.length > 0),
    async gatesOf(patchIds) {
      const lines = await readPages((page) =>
        api.gates.list.query({ ...ofRun, states: [...decided], ...page }),
      );
      const isWanted = ({ patch_id: patch }: GateLine): boolean =>
        patchIds === null ? patch === null : patch !== null && patchIds.includes(patch);
      return lines
        .reverse()
        .filter(isWanted)
        .map((line) => pick(line, testGate.keyof().options));
    },
    frame: () => readFrame(api, runId),
  };
}

async function readFrame(api: UetClient, runId: string): Promise<RunFrame | null> {
  const ofRun = { run_id: runId };
  const [{ items }, graph, timeline, gates, approvals, aside] = await Promise.all([
    api.runs.lines.query({ run_ids: [runId] }),
    api.runs.graph.query(ofRun),
    api.runs.timeline.query(ofRun),
    readPages((page) => api.gates.list.query({ ...ofRun, states: ['running'], ...page })),
    readPages((page) => api.approvals.list.query({ ...ofRun, ...page })),
    readPages((page) => api.patches.list.query({ ...ofRun, states: ['quarantined'], ...page })),
  ]);
  const [run] = items;
  if (run === undefined) return null;
  return {
    run,
    phases: graph.phases,
    tasks: graph.tasks,
    dependencies: graph.edges.filter(({ level }) => level === 'phase'),
    waits: waitsOf(graph.tasks),
    quarantined: aside,
    approvals: approvals.map(({ approval }) => approval),
    attempts: timeline.attempts.filter(({ state }) => state === 'running'),
    gates,
    landed: run.patches_landed,
  };
}

const waitsOf = (tasks: readonly TaskLine[]): ReadonlyMap<string, Wait> =>
  new Map(
    tasks.flatMap(
      ({ id, waits_for: reason, waits_detail: detail }): Array<[string, Wait]> =>
        reason === null ? [] : [[id, { reason, detail: detail ?? '' }]],
    ),
  );
