export { checkPatch, type PatchFacts } from './check-patch.js';
export {
  defaultPolicy,
  type EffectivePolicy,
  type PatternList,
  type PolicyLayer,
  type PolicyLevel,
  type PolicySource,
  type Setting,
  tightenPolicy,
} from './effective-policy.js';
export { type PathMatcher, scopeMatcher } from './globs.js';
export { isOscillation } from './oscillation.js';
export { scopesOverlap } from './scopes-overlap.js';
export type { PolicyRule, PolicyVerdict, PolicyViolation } from './verdict.js';
