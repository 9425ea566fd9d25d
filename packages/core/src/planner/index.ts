export { acceptanceDue, type DueAcceptance } from './acceptance-due.js';
export { awaitsApproval } from './awaits-approval.js';
export type { ToolLimits } from './enqueue-tasks.js';
export { foresee } from './foresee.js';
export { type Plan, plan } from './plan.js';
export type { RunSnapshot } from './run-snapshot.js';
