export { acceptanceDue, type DueAcceptance } from './acceptance-due.js';
export { awaitsApproval } from './approvals-due.js';
export type { ToolLimits } from './enqueue-tasks.js';
export { foresee } from './foresee.js';
export { type Plan, plan } from './plan.js';
export type { RunSnapshot } from './run-snapshot.js';
