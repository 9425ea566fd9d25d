export { type CandidateIds, PatchLedger } from './patch-ledger.js';
