export { compileDag, cycleError, cycleMessage, type Dag, type DagResult, sortGraph } from './compile-dag.js';
export { findCycle } from './find-cycle.js';
export { buildGraph, descendants, type EdgeList, type Graph, reverseGraph } from './graph.js';
export { type CriticalPath, criticalPath, earliestStarts, wavesOf } from './paths.js';
export { type PlanEdges, type PlanShape, planEdges } from './plan-graph.js';
