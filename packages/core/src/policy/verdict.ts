/** The rules of patch policy, and what each is about: the form of a patch, where it writes, what it may be. */
const ruleAreas = {
  empty: 'format',
  unsafe_path: 'scope',
  scope: 'scope',
  forbidden: 'scope',
  max_changed_lines: 'constraints',
  max_files: 'constraints',
  binary: 'constraints',
  symlink: 'constraints',
  submodule: 'constraints',
  mode: 'constraints',
  oscillation: 'constraints',
} as const;

/** A rule that a patch can break. */
export type PolicyRule = keyof typeof ruleAreas;

/** One broken rule, in a sentence about the patch, with what can be done about it. */
export interface PolicyViolation {
  readonly rule: PolicyRule;
  /** The path that breaks it, unless the whole patch does. */
  readonly path?: string;
  readonly message: string;
  readonly remedy: string;
}

/** What the policy says of a patch: every violation, and by area whether there is any. */
export interface PolicyVerdict {
  readonly formatOk: boolean;
  readonly scopeOk: boolean;
  readonly constraintsOk: boolean;
  readonly violations: readonly PolicyViolation[];
}

/** Sums violations up. */
export function verdictOf(violations: readonly PolicyViolation[]): PolicyVerdict {
  const broken = new Set<string>(violations.map(({ rule }) => ruleAreas[rule]));
  return {
    formatOk: !broken.has('format'),
    scopeOk: !broken.has('scope'),
    constraintsOk: !broken.has('constraints'),
    violations,
  };
}
