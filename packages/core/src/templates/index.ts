export { analyzePlan, type GateUse, type PlanAnalysis } from './analyze-plan.js';
export { compileTemplate } from './compile-template.js';
export type {
  CompiledGate,
  CompiledPhase,
  CompiledSetup,
  CompiledStep,
  CompiledTask,
  CompiledTemplate,
  CompiledWorkstream,
} from './compiled-template.js';
export {
  type Expression,
  type ExpressionScope,
  type ExpressionValue,
  holds,
  type Interpolated,
  interpolate,
  type PlacedReference,
  type Reference,
  type TaskResult,
} from './expressions/index.js';
export { type ParsedTemplate, parseTemplate, type TemplateOptions } from './parse-template.js';
export { pathFault } from './repository-path.js';
export { parameterEnvironment, resolveParameters } from './resolve-parameters.js';
export { planOfRun, type RunPlan, runPlanOf } from './run-plan.js';
export type { ScopeConflict } from './scope-conflicts.js';
