export {
  buildCandidate,
  type Candidate,
  type CandidatePath,
  type CandidateRequest,
} from './build-candidate.js';
export { type CommitText, type ParsedCommit, parseCommit } from './commit-object.js';
export { removeDeadLocks } from './dead-locks.js';
export { findLanded, type SoughtPatch } from './find-landed.js';
export { type LandingPlace, openLandingPlace } from './landing-place.js';
export {
  isLanded,
  type MoveResult,
  type MoveStep,
  moveBranch,
  recoverCheckouts,
} from './move-branch.js';
export type { ObjectStore } from './object-store.js';
export {
  type FilePatch,
  readPatchFiles,
  readSeries,
  type SeriesPatch,
  type SeriesRequest,
} from './read-series.js';
export { type RefChange, readRef } from './ref-updater.js';
export { type ReverseCommit, readReverse } from './reverse-commit.js';
