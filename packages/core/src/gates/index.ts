export { type GateRun, type GateSubject, TestGates } from './test-gates.js';
export {
  decideGate,
  type GateDecision,
  type GateEvidence,
  type GateExecution,
  type GateReport,
} from './verdict.js';
