export { CountingIds, FixedClock } from './fixed-sources.js';
export { inState } from './in-state.js';
export { aGate, aLedgerEntry, aPatch, aTestExecution } from './landing-builders.js';
export { MemoryStore } from './memory-store.js';
export {
  aComment,
  anApproval,
  anIdempotencyKey,
  aSavedView,
  aStoredTemplate,
  aToken,
} from './people-builders.js';
export { aDependency, aPhase, aRun, aRunConfig, aTask, aWorkstream } from './run-builders.js';
export { storeContract } from './store-contract/store-contract.js';
export type { StoreUnderTest } from './store-contract/store-under-test.js';
export { testId, testStart } from './test-ids.js';
export { aBreaker, aBudget, aCost, anAttempt, anError, aRoutingDecision, aWorker } from './work-builders.js';
