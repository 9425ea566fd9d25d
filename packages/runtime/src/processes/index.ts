export { buildEnvironment, type ChildEnvironment } from './environment.js';
export { type KnownRoot, killLeftovers } from './kill-leftovers.js';
export type { StreamName } from './output-pipes.js';
export { identifyProcess, isSameProcess, type ProcessIdentity } from './process-identity.js';
export type { ProcessOutcome, ProcessSpec } from './process-spec.js';
export { markerVariable } from './process-tree.js';
export { runProcess } from './run-process.js';
export { maskSecrets } from './secret-masker.js';
