import type { PatchPolicy } from '@uet/schemas';
import { UetError } from '../errors/index.js';

/** The levels at which a policy is written, from the widest to the narrowest. */
export const policyLevels = ['global', 'project', 'phase', 'workstream', 'task'] as const;

/** A level at which a policy is written. */
export type PolicyLevel = (typeof policyLevels)[number];

/** Who set a field: a level, or nobody, so that the built-in default holds. */
export type PolicySource = PolicyLevel | 'default';

/** The policy of one level, as it is written there. */
export interface PolicyLayer {
  readonly level: PolicyLevel;
  readonly policy: PatchPolicy;
}

/** A limit or a permission, and who set it; `Infinity` is no limit. */
export interface Setting<T extends number | boolean> {
  readonly value: T;
  readonly source: PolicySource;
}

/** Patterns and who wrote them. */
export interface PatternList {
  readonly patterns: readonly string[];
  readonly source: PolicySource;
}

/** What all layers together demand. */
export interface EffectivePolicy {
  readonly maxChangedLines: Setting<number>;
  readonly maxFiles: Setting<number>;
  readonly allowBinary: Setting<boolean>;
  readonly allowModeChange: Setting<boolean>;
  readonly allowSymlinks: Setting<boolean>;
  /** A path must be covered by each of them. */
  readonly scopes: readonly PatternList[];
  /** A path must match none of them. */
  readonly forbidden: readonly PatternList[];
}

/** What holds where no layer says anything. */
export const defaultPolicy = {
  max_changed_lines: 500,
  max_files: 10,
  allow_binary: false,
  allow_mode_change: true,
  allow_symlinks: true,
  forbidden: ['.git/**', '.env*', 'secrets/**', '.venv/**'],
} as const;

/**
 * Puts layers together, the widest level first whatever their order: the smallest limit, the permissions that
 * all give, every scope, all forbidden patterns. The first global or project layer that has a field replaces its
 * built-in default, also by something looser; apart from that, a layer that is looser than one above it is
 * refused with `bad_policy`.
 */
export function tightenPolicy(layers: readonly PolicyLayer[]): EffectivePolicy {
  const sorted = [...layers].sort((one, other) => rank(one) - rank(other));
  return {
    maxChangedLines: settle(sorted, 'max_changed_lines', toLimit),
    maxFiles: settle(sorted, 'max_files', toLimit),
    allowBinary: settle(sorted, 'allow_binary', Boolean),
    allowModeChange: settle(sorted, 'allow_mode_change', Boolean),
    allowSymlinks: settle(sorted, 'allow_symlinks', Boolean),
    scopes: patternLists(sorted, 'scope'),
    forbidden: settleForbidden(sorted),
  };
}

/** How an error or a message names whoever set a field. */
export function sourceName(source: PolicySource): string {
  return source === 'default' ? 'the built-in default' : `the ${source} policy`;
}

type OrderedField = Exclude<keyof typeof defaultPolicy, 'forbidden'>;
type Written = PatchPolicy[OrderedField];

function rank({ level }: PolicyLayer): number {
  return policyLevels.indexOf(level);
}

function mayReplace(source: PolicySource, level: PolicyLevel): boolean {
  return source === 'default' && (level === 'global' || level === 'project');
}

function toLimit(written: Written): number {
  return typeof written === 'number' ? written : Number.POSITIVE_INFINITY;
}

function settle<T extends number | boolean>(
  layers: readonly PolicyLayer[],
  field: OrderedField,
  read: (written: Written) => T,
): Setting<T> {
  let setting: Setting<T> = { value: read(defaultPolicy[field]), source: 'default' };
  for (const { level, policy } of layers) {
    const written = policy[field];
    if (written === undefined) continue;
    const next = { value: read(written), source: level };
    if (next.value > setting.value && !mayReplace(setting.source, level)) throw looser(field, next, setting);
    if (next.value !== setting.value || setting.source === 'default') setting = next;
  }
  return setting;
}

function looser(field: OrderedField, inner: Setting<number | boolean>, outer: Setting<number | boolean>) {
  const show = (value: number | boolean) =>
    value === Number.POSITIVE_INFINITY ? 'unlimited' : String(value);
  const innerName = sourceName(inner.source);
  const outerName = sourceName(outer.source);
  const change = outer.source === 'default' ? `set ${field} in the project policy` : `change ${outerName}`;
  return new UetError(
    'bad_policy',
    `${innerName} sets ${field} to ${show(inner.value)}, which is looser than ${show(outer.value)}, set by ${outerName}`,
    {
      where: `${inner.source} policy, ${field}`,
      hint: `A narrower level can only tighten: use ${show(outer.value)} or less there, or ${change}.`,
    },
  );
}

function settleForbidden(layers: readonly PolicyLayer[]): PatternList[] {
  const lists = patternLists(layers, 'forbidden');
  const isReplaced =
    lists[0] !== undefined && lists[0].source !== 'default' && mayReplace('default', lists[0].source);
  return isReplaced ? lists : [{ source: 'default', patterns: defaultPolicy.forbidden }, ...lists];
}

function patternLists(layers: readonly PolicyLayer[], field: 'scope' | 'forbidden'): PatternList[] {
  return layers.flatMap(({ level, policy }) => {
    const patterns = policy[field];
    return patterns === undefined ? [] : [{ source: level, patterns }];
  });
}
