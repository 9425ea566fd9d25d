import { at, type EdgeList } from './graph.js';

/**
 * The shape of a plan in numbers. Places are numbered tasks first, then workstreams, then phases; edges go
 * between places of any level.
 */
export interface PlanShape {
  /** The workstream (from 0) of each task. */
  readonly workstreamOfTask: ArrayLike<number>;
  /** The phase (from 0) of each workstream. */
  readonly phaseOfWorkstream: ArrayLike<number>;
  readonly phaseCount: number;
  readonly edges: EdgeList;
}

/** The edges of a plan between nodes: the tasks, then a start and an end for each workstream and phase. */
export interface PlanEdges extends EdgeList {
  readonly nodeCount: number;
  /** The place that a node belongs to. */
  readonly placeOf: (node: number) => number;
}

/** A growing list of edges on typed arrays. */
function edgeBuffer(capacity: number) {
  const from = new Int32Array(capacity);
  const to = new Int32Array(capacity);
  let length = 0;
  const add = (source: number, target: number): void => {
    from[length] = source;
    to[length] = target;
    length += 1;
  };
  return { add, list: (): EdgeList => ({ from: from.subarray(0, length), to: to.subarray(0, length) }) };
}

/** For each place whether it waits for something (or is waited for), on its own or through what holds it. */
function inherit(marks: Uint8Array, { workstreamOfTask, phaseOfWorkstream }: PlanShape): void {
  const tasks = workstreamOfTask.length;
  const phases = tasks + phaseOfWorkstream.length;
  for (let index = 0; index < phaseOfWorkstream.length; index++) {
    if (marks[phases + at(phaseOfWorkstream, index)] === 1) marks[tasks + index] = 1;
  }
}

/**
 * Expands edges between workstreams and phases to an order of tasks, in as many edges as there are tasks and
 * edges: each workstream and phase becomes a start and an end that its tasks are hung between. The first edges
 * are those of the shape, in their order.
 */
export function planEdges(shape: PlanShape): PlanEdges {
  const { workstreamOfTask, phaseOfWorkstream, phaseCount, edges } = shape;
  const tasks = workstreamOfTask.length;
  const phases = tasks + phaseOfWorkstream.length;
  const places = phases + phaseCount;
  // A task is its own start and end; a later place has two nodes, the start before the end.
  const startOf = (place: number): number => (place < tasks ? place : 2 * place - tasks);
  const endOf = (place: number): number => (place < tasks ? place : 2 * place - tasks + 1);
  const waits = new Uint8Array(places);
  const awaited = new Uint8Array(places);
  const buffer = edgeBuffer(edges.from.length + 3 * places);
  for (let edge = 0; edge < edges.from.length; edge++) {
    const from = at(edges.from, edge);
    const to = at(edges.to, edge);
    awaited[from] = 1;
    waits[to] = 1;
    buffer.add(endOf(from), startOf(to));
  }
  inherit(waits, shape);
  inherit(awaited, shape);
  const hang = (place: number, holder: number): void => {
    if (waits[holder] === 1) buffer.add(startOf(holder), startOf(place));
    if (awaited[holder] === 1) buffer.add(endOf(place), endOf(holder));
  };
  for (let index = 0; index < phaseOfWorkstream.length; index++) {
    hang(tasks + index, phases + at(phaseOfWorkstream, index));
  }
  // What holds nothing must still pass on what it waits for.
  for (let place = tasks; place < places; place++) {
    if (waits[place] === 1 && awaited[place] === 1) buffer.add(startOf(place), endOf(place));
  }
  for (let task = 0; task < tasks; task++) hang(task, tasks + at(workstreamOfTask, task));
  const placeOf = (node: number): number => (node < tasks ? node : (node + tasks) >> 1);
  return { ...buffer.list(), nodeCount: 2 * places - tasks, placeOf };
}
