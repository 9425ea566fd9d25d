export { approvePatch, rejectPatch } from './approvals/decide-approval.js';
export { type ContextOptions, createContext } from './engine/create-context.js';
export { type Engine, startEngine } from './engine/engine.js';
export { changesOf, type EngineContext, transact } from './engine/engine-context.js';
export type { EngineOptions } from './engine/engine-options.js';
export { pauseWorker, resumeWorker, shutdownWorker } from './engine/operate-worker.js';
export { RepositorySession, RepositorySessions } from './engine/repository-session.js';
export { tick } from './engine/tick.js';
export { builtInTools, toolOfStep } from './execution/built-in-tools.js';
export { forceOpenBreaker, resetBreaker } from './execution/operate-breaker.js';
export { inspectRepository, sweepWorktrees } from './git/index.js';
export { readPatchFiles } from './git/landing/index.js';
export { readHealth } from './health/read-health.js';
export { landLane } from './landing/land-lane.js';
export { commentOnPatch, type NewComment, resolveComment } from './patches/comment-on-patch.js';
export { dropPatch, releasePatch } from './patches/operate.js';
export { rollBackPatch } from './patches/roll-back.js';
export { buildEnvironment, isSameProcess } from './processes/index.js';
export { recover } from './recovery/recover.js';
export { abandonWork, type CancelOptions, cancelRun } from './runs/cancel-run.js';
export { pauseRun, resumeRun } from './runs/control-run.js';
export { findApproval, findGate, findId, findPatch, findRun } from './runs/find-by-id.js';
export type { RequestKey } from './runs/idempotency-key.js';
export type { GivenPatch, LandingRequest } from './runs/landing-request.js';
export { raiseBudget } from './runs/raise-budget.js';
export { readRange } from './runs/read-range.js';
export { rehome } from './runs/rehome.js';
export { retryRun } from './runs/retry-run.js';
export { type RunWish, requestOf } from './runs/run-wish.js';
export { landingTemplate, startLanding } from './runs/start-landing.js';
export {
  type RunRequest,
  resolveBase,
  type StartedRun,
  startRun,
  startRunOnce,
} from './runs/start-run.js';
export { type Config, readConfig } from './session/config.js';
export {
  type Opened,
  openSession,
  type Session,
  type SessionOptions,
  withDatabase,
  withSession,
} from './session/open-session.js';
export {
  announceServer,
  findServer,
  forgetServer,
  type LocalServer,
  leftToken,
} from './session/server-file.js';
export {
  type ReadyTemplate,
  readTemplate,
  readyTemplate,
  sourceOfText,
  type TemplateSource,
} from './templates/ready-template.js';
export {
  findTemplate,
  removeTemplate,
  saveTemplate,
  type TemplateText,
} from './templates/stored-template.js';
export {
  type CreatedToken,
  createToken,
  findToken,
  type NewToken,
  revokeToken,
  touchToken,
} from './tokens/tokens.js';
export { loadCatalog, loadPrices, probeTools, type ToolProbe } from './tools/index.js';
export { deleteView, saveView } from './views/saved-views.js';
