import type { Problem } from '@uet/schemas/api';
import type { FieldName, Parameters } from './start-values';

/** What the server found wrong: beside its field where there is one, the rest apart. */
export interface SortedProblems {
  readonly byField: Partial<Record<FieldName, string>>;
  readonly others: readonly Problem[];
}

const words = ({ message, hint }: Problem): string => (hint === null ? message : `${message}. ${hint}`);

/** Finds the field of each problem: parameters by name, and the repository and its branch. */
export function sortProblems(
  problems: readonly Problem[],
  parameters: Parameters,
  typed: { readonly repository: string; readonly branch: string },
): SortedProblems {
  const byField: Partial<Record<FieldName, string>> = {};
  const others: Problem[] = [];
  for (const problem of problems) {
    const field = fieldOf(problem, parameters, typed);
    if (field === null) others.push(problem);
    else byField[field] ??= words(problem);
  }
  return { byField, others };
}

function fieldOf(
  { path, line }: Problem,
  parameters: Parameters,
  { repository, branch }: { readonly repository: string; readonly branch: string },
): FieldName | null {
  if (path === null || line !== null) return null;
  if (Object.hasOwn(parameters, path)) return `p.${path}`;
  if (path === 'repository' || path === repository) return 'repository';
  if (path === 'target_branch' || (branch !== '' && [branch, `refs/heads/${branch}`].includes(path)))
    return 'branch';
  return null;
}
