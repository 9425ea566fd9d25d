import { setTimeout as delay } from 'node:timers/promises';
import {
  hasProc,
  hasVariable,
  type ProcessRow,
  readProcess,
  readProcessTable,
  startTolerance,
} from './process-table.js';

/** The environment variable that every process of one tree is started with. */
export const markerVariable = 'UET_PROCESS_MARKER';

/** What a tree of processes is recognized by. */
export interface TreeRoot {
  /** The first process: leader of its own session and process group. */
  readonly pid: number;
  /** As in {@link ProcessRow}. */
  readonly startedAt: number;
  /** The value of {@link markerVariable}. */
  readonly marker: string;
}

/** The pauses between two looks at the process table: they double from the first to the second. */
const lookAgainMs = { first: 10, last: 160 };
/** A tree that is still there after so many kills makes processes faster than they can be killed. */
const maxRounds = 200;
/**
 * After so many looks in a row that find nobody alive, a group is one of zombies, and an open output is held by a
 * process that no rule finds. The second takes 0.6 s.
 */
const maxEmptyLooks = { group: 3, openOutput: 8 };

/** The processes of this machine, and the pids of those that carry the marker and are no older than a start. */
export async function readMarked(
  marker: string,
  since: number,
): Promise<{ table: ProcessRow[]; marked: Set<number> }> {
  const marked = new Set<number>();
  const table = await readProcessTable(({ pid, startedAt }) => {
    if (startedAt >= since && hasVariable(pid, markerVariable, marker)) marked.add(pid);
  });
  return { table, marked };
}

/**
 * The living processes of a tree: those in the group or session of the root, those that carry the marker, and
 * the descendants of all these. Younger than the root, all of them, so a recycled pid is never among them.
 */
export function selectMembers(
  table: readonly ProcessRow[],
  root: TreeRoot,
  marked: (pid: number) => boolean,
): ProcessRow[] {
  const young = table.filter(
    (row) => row.startedAt >= root.startedAt - startTolerance && !row.zombie && row.pid !== process.pid,
  );
  const holder = table.find((row) => row.pid === root.pid);
  // The kernel gives a pid away again only when no group and no session is called by it any more.
  const recycled = holder !== undefined && holder.startedAt > root.startedAt + startTolerance;
  const named = (row: ProcessRow): boolean => row.groupId === root.pid || row.sessionId === root.pid;
  const members = new Map<number, ProcessRow>();
  for (const row of young) if ((!recycled && named(row)) || marked(row.pid)) members.set(row.pid, row);
  return withKin(members, young);
}

/**
 * Adds descendants, and everybody in a session of a member: only descendants of its leader are in a session. A
 * process shows no environment at the moment in which it starts a program, so not everybody is seen to be marked.
 */
export function withKin(members: Map<number, ProcessRow>, among: readonly ProcessRow[]): ProcessRow[] {
  const own = readProcess(process.pid)?.sessionId ?? null;
  for (let before = -1; before !== members.size; ) {
    before = members.size;
    const sessions = new Set([...members.values()].map(({ sessionId }) => sessionId));
    for (const session of [own, null]) sessions.delete(session);
    for (const row of among) {
      if (members.has(row.parentPid) || sessions.has(row.sessionId)) members.set(row.pid, row);
    }
  }
  return [...members.values()];
}

/** What a look at the process table shows of a tree. */
export interface TreeView {
  readonly members: readonly ProcessRow[];
  /** The process groups that have nobody but members. */
  readonly groups: readonly number[];
}

/** Picks out of a table what belongs to a tree. */
export function viewOf(table: readonly ProcessRow[], members: readonly ProcessRow[]): TreeView {
  const pids = new Set(members.map(({ pid }) => pid));
  const mixed = new Set(
    table.filter((row) => !row.zombie && !pids.has(row.pid)).map(({ groupId }) => groupId),
  );
  const groups = new Set(members.map(({ groupId }) => groupId).filter((groupId) => !mixed.has(groupId)));
  return { members, groups: [...groups] };
}

/** The living processes of a tree, by the process table. */
export async function lookAtTree(root: TreeRoot): Promise<TreeView> {
  const { table, marked } = await readMarked(root.marker, root.startedAt - startTolerance);
  return viewOf(
    table,
    selectMembers(table, root, (pid) => marked.has(pid)),
  );
}

/** Sends a signal and says whether anybody got it. */
function send(target: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(target, signal);
  } catch {
    // Gone already, or belongs to another user.
    return false;
  }
}

/** Whether a process still is the one in the row; taken as given where that costs a look at the whole table. */
const isStill = ({ pid, startedAt }: Pick<ProcessRow, 'pid' | 'startedAt'>): boolean =>
  !hasProc || readProcess(pid)?.startedAt === startedAt;

/** Sends a signal to a process if it still is the one in the row. */
function signalProcess(row: ProcessRow, signal: NodeJS.Signals): void {
  if (isStill(row)) send(row.pid, signal);
}

/**
 * Kills every member. All are stopped before the first one is killed: who waits for another would go on with what it
 * does next as soon as that one is dead, if only for the moment until its own turn.
 */
function killMembers({ members, groups }: TreeView): void {
  for (const signal of ['SIGSTOP', 'SIGKILL'] as const) {
    for (const group of groups) {
      if (members.some((row) => row.groupId === group && isStill(row))) send(-group, signal);
    }
    for (const row of members) if (!groups.includes(row.groupId)) signalProcess(row, signal);
  }
}

/** Sends SIGTERM to a whole tree whose root has not been waited for: at once to its group, then to those who left it. */
export async function endTree(root: TreeRoot): Promise<void> {
  send(-root.pid, 'SIGTERM');
  const { members } = await lookAtTree(root);
  for (const row of members) if (row.groupId !== root.pid) signalProcess(row, 'SIGTERM');
}

/** Kills a whole tree whose root has not been waited for. Its group is stopped before others are looked for. */
export async function killTree(root: TreeRoot): Promise<void> {
  send(-root.pid, 'SIGSTOP');
  try {
    killMembers(await lookAtTree(root));
  } finally {
    if (isStill(root)) send(-root.pid, 'SIGKILL');
  }
}

/** Whether the group of a root that has been waited for still has somebody in it, if only a zombie. */
function isGroupLeft(pid: number): boolean {
  // While the pid of the root is free, nobody else can have made a group that is called by it.
  return readProcess(pid) === null && send(-pid, 0);
}

/** What is known of a tree beside the process table. */
export interface TreeSigns {
  /** Those who end by themselves have had their time; until then they are only watched. */
  readonly settled: () => boolean;
  /** The pid of a root that has been waited for. */
  readonly group?: number;
  /** Somebody holds the output of the root open. */
  readonly outputOpen?: () => boolean;
}

/**
 * Kills processes until none is found any more, and returns the pids of those who had to be killed. A look at the
 * table takes a while and can miss processes that live for a moment and are followed by others; where their
 * group or an open output tells of them, they are looked for again.
 */
export async function killUntilNone(look: () => Promise<TreeView>, signs: TreeSigns): Promise<number[]> {
  const { settled, group, outputOpen = () => false } = signs;
  const isLeft = (): boolean => group !== undefined && isGroupLeft(group);
  const killed = new Set<number>();
  let pauseMs = lookAgainMs.first;
  let empty = 0;
  for (let round = 0; round < maxRounds; ) {
    const view = await look();
    const found = view.members.length > 0;
    empty = found ? 0 : empty + 1;
    if (!found && !isLeft() && !outputOpen()) break;
    if (empty >= (outputOpen() ? maxEmptyLooks.openOutput : maxEmptyLooks.group)) break;
    if (found && settled()) {
      round += 1;
      killMembers(view);
      for (const { pid } of view.members) killed.add(pid);
    }
    await delay(pauseMs);
    pauseMs = found && settled() ? lookAgainMs.first : Math.min(2 * pauseMs, lookAgainMs.last);
  }
  if (group !== undefined && isLeft()) send(-group, 'SIGKILL');
  return [...killed];
}
