export {
  type ExpressionScope,
  evaluate,
  holds,
  interpolate,
  interpolateKnown,
  isTrue,
  type TaskResult,
} from './evaluate.js';
export type { Expression, ExpressionValue, PlacedReference, Reference } from './expression.js';
export {
  hasExpression,
  type Interpolated,
  parseCondition,
  parseInterpolated,
  readCondition,
  readInterpolated,
  referencesOf,
} from './interpolated.js';
