import { type ParsedPatch, quotePath, touchedPaths, unsafePaths } from '../patches/index.js';
import { checkModes } from './check-modes.js';
import { checkSymlinks } from './check-symlinks.js';
import { type EffectivePolicy, type PatternList, sourceName } from './effective-policy.js';
import { forbiddenMatcher, scopeMatcher } from './globs.js';
import { type PolicyVerdict, type PolicyViolation, verdictOf } from './verdict.js';

/** What a patch alone does not tell. */
export interface PatchFacts {
  /** Symlinks of the tree that the patch goes onto, path to target; without them only the patch's own are seen. */
  readonly symlinks?: ReadonlyMap<string, string>;
  /** Whether the same change was made by one of the last attempts, see `isOscillation`. */
  readonly oscillates?: boolean;
}

const WHOLE_PATCH = 'Split the change into smaller tasks, or raise the limit in the project policy.';

/**
 * Holds a patch against a policy and against the rules that no policy loosens: no path outside of the tree or in
 * `.git`, no symlink that leaves the tree, nothing written through a symlink, no submodule, no unknown mode.
 * Finds everything at once.
 */
export function checkPatch(
  parsed: ParsedPatch,
  policy: EffectivePolicy,
  facts: PatchFacts = {},
): PolicyVerdict {
  return verdictOf([
    ...checkPaths(parsed, policy),
    ...checkModes(parsed, policy),
    ...checkSymlinks(parsed, policy, facts.symlinks ?? new Map()),
    ...checkSize(parsed, policy),
    ...(facts.oscillates === true ? [oscillation] : []),
  ]);
}

const oscillation: PolicyViolation = {
  rule: 'oscillation',
  message: 'makes the same change as one of the last attempts',
  remedy: 'Change the task or its prompt; another attempt would go round in circles.',
};

function checkPaths(parsed: ParsedPatch, policy: EffectivePolicy): PolicyViolation[] {
  const unsafe = unsafePaths(parsed);
  const reported = new Set(unsafe.map(({ path }) => path));
  const paths = [...new Set(parsed.files.flatMap(touchedPaths))].filter((path) => !reported.has(path));
  const scopes = policy.scopes.map((list) => ({ list, covers: scopeMatcher(list.patterns) }));
  const bans = policy.forbidden.map((list) => ({ list, matches: forbiddenMatcher(list.patterns) }));
  return [
    ...unsafe.map(({ path, why }): PolicyViolation => {
      return {
        rule: 'unsafe_path',
        path,
        message: `names the path ${quotePath(path)}, which ${why}`,
        remedy: 'A patch may only name paths inside the tree; no policy can allow this one.',
      };
    }),
    ...paths.flatMap((path) => [
      ...scopes.filter(({ covers }) => !covers(path)).map(({ list }) => outOfScope(path, list)),
      ...bans.filter(({ matches }) => matches(path)).map(({ list }) => forbidden(path, list)),
    ]),
  ];
}

function outOfScope(path: string, { patterns, source }: PatternList): PolicyViolation {
  const scope = patterns.length === 0 ? 'the empty scope' : `the scope ${patterns.join(', ')}`;
  return {
    rule: 'scope',
    path,
    message: `touches ${quotePath(path)}, outside of ${scope} of ${sourceName(source)}`,
    remedy: `Leave ${quotePath(path)} alone, or widen that scope.`,
  };
}

function forbidden(path: string, { patterns, source }: PatternList): PolicyViolation {
  const pattern = patterns.find((one) => forbiddenMatcher([one])(path));
  return {
    rule: 'forbidden',
    path,
    message: `touches ${quotePath(path)}, which is forbidden by ${sourceName(source)} (${pattern})`,
    remedy: `Leave ${quotePath(path)} alone, or take the pattern out of the list.`,
  };
}

function checkSize(
  { files, insertions, deletions }: ParsedPatch,
  policy: EffectivePolicy,
): PolicyViolation[] {
  const lines = insertions + deletions;
  const fileCount = new Set(files.map(({ path }) => path)).size;
  const violations: PolicyViolation[] = [];
  if (files.length === 0) {
    const remedy =
      'Check that the tool made its change in the working folder, and that it was not there before.';
    violations.push({ rule: 'empty', message: 'changes nothing', remedy });
  }
  const { maxChangedLines, maxFiles } = policy;
  if (lines > maxChangedLines.value) {
    const message = `changes ${lines} lines; ${sourceName(maxChangedLines.source)} allows ${maxChangedLines.value}`;
    violations.push({ rule: 'max_changed_lines', message, remedy: WHOLE_PATCH });
  }
  if (fileCount > maxFiles.value) {
    const message = `touches ${fileCount} files; ${sourceName(maxFiles.source)} allows ${maxFiles.value}`;
    violations.push({ rule: 'max_files', message, remedy: WHOLE_PATCH });
  }
  return violations;
}
