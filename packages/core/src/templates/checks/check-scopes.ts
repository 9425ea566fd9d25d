import type { DocumentPath } from '../../documents/index.js';
import { scopeMatcher } from '../../policy/index.js';
import { hasExpression } from '../expressions/index.js';
import { type OutlineTask, type OutlineWorkstream, pathTo } from '../outline.js';
import { pathFault } from '../repository-path.js';
import type { TemplateCheck } from './template-check.js';

/** What is wrong with a glob that says what may be written; undefined where nothing is. */
export const scopeFault = (glob: string): string | undefined =>
  glob.startsWith('!') ? 'is negated; a scope only says what may be written' : pathFault(glob);

function checkGlobs(
  { error }: TemplateCheck,
  globs: readonly string[] | undefined,
  path: DocumentPath,
): void {
  globs?.forEach((glob, index) => {
    const fault = hasExpression(glob) ? undefined : scopeFault(glob);
    if (fault !== undefined) error({ path: [...path, index] }, { message: `\`${glob}\` ${fault}` });
  });
}

/**
 * Says of a glob whether it is surely outside of the scope of a workstream. Taken as a path, a glob that is
 * inside matches, as a star matches a star; braces and expressions get the benefit of the doubt.
 */
function outsideOf({ clause: { scope } }: OutlineWorkstream): (glob: string) => boolean {
  if (scope === undefined || scope.some(hasExpression)) return () => false;
  const isInside = scopeMatcher(scope);
  return (glob) => !glob.includes('{') && !isInside(glob.replace(/\/$/, ''));
}

function warnOutside({ warn }: TemplateCheck, task: OutlineTask, isOutside: (glob: string) => boolean): void {
  const { clause } = task.workstream;
  task.clause.scope?.forEach((glob, index) => {
    if (!isOutside(glob)) return;
    const hint = `a task may only write what its workstream may: ${clause.scope?.join(', ')}`;
    const message = `\`${glob}\` is outside of the scope of \`${clause.id}\``;
    warn({ path: [...pathTo(task), 'scope', index] }, { message, hint });
  });
}

/** Checks that scopes stay inside of the repository, and those of tasks inside of those of workstreams. */
export function checkScopes(check: TemplateCheck): void {
  const { template, outline } = check;
  checkGlobs(check, template.setup?.inputs, ['setup', 'inputs']);
  checkGlobs(check, template.setup?.keep, ['setup', 'keep']);
  for (const workstream of outline.workstreams) {
    checkGlobs(check, workstream.clause.scope, [...pathTo(workstream), 'scope']);
  }
  const outside = outline.workstreams.map(outsideOf);
  for (const task of outline.tasks) {
    checkGlobs(check, task.clause.scope, [...pathTo(task), 'scope']);
    warnOutside(check, task, outside[task.workstream.number] as (glob: string) => boolean);
  }
}
