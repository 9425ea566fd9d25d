import type { GateClause } from '@uet/schemas';
import { type DocumentPath, didYouMean } from '../../documents/index.js';
import { pathTo } from '../outline.js';
import { checkPath } from './check-steps.js';
import type { TemplateCheck } from './template-check.js';

function checkGate(
  check: TemplateCheck,
  { report, coverage, criteria = {} }: GateClause,
  path: DocumentPath,
): void {
  if (report.path !== undefined) checkPath(check, report.path, [...path, 'report', 'path']);
  if (report.format === 'exit_code') checkExitCode(check, { report, criteria }, path);
  if (coverage !== undefined) checkPath(check, coverage.path, [...path, 'coverage', 'path']);
  else if (criteria.min_coverage !== undefined) {
    const message = '`min_coverage` needs a coverage report';
    const hint = 'add `coverage: { format, path }` to the gate';
    check.error({ path: [...path, 'criteria', 'min_coverage'], target: 'key' }, { message, hint });
  }
}

/** An exit code has no report file, and names no cases. */
function checkExitCode(
  { error }: TemplateCheck,
  { report, criteria = {} }: Pick<GateClause, 'report' | 'criteria'>,
  path: DocumentPath,
): void {
  const tell = (at: DocumentPath, what: string): void =>
    error(
      { path: [...path, ...at], target: 'key' },
      { message: `\`${what}\` means nothing with \`exit_code\`` },
    );
  if (report.path !== undefined) tell(['report', 'path'], 'path');
  for (const name of ['max_failures', 'required_tests'] as const) {
    if (criteria[name] !== undefined) tell(['criteria', name], name);
  }
}

/** Tells names that are no gate; notes those that are. */
function checkNames(
  { template, error }: TemplateCheck,
  names: readonly string[],
  path: DocumentPath,
  used: Set<string>,
): void {
  const gates = Object.keys(template.gates ?? {});
  names.forEach((name, index) => {
    used.add(name);
    if (gates.includes(name)) return;
    const message = (): string => `there is no gate \`${name}\`${didYouMean(name, gates)}`;
    const hint = gates.length === 0 ? 'the template has no gates' : `gates: ${gates.join(', ')}`;
    error({ path: [...path, index] }, { message, hint });
  });
}

/** Checks the gates, and every place that names one. */
export function checkGates(check: TemplateCheck): void {
  const { template, outline, warn } = check;
  const used = new Set<string>();
  for (const phase of outline.phases) {
    checkNames(check, phase.clause.acceptance ?? [], [...pathTo(phase), 'acceptance'], used);
  }
  for (const task of outline.tasks) {
    const { gates } = task.clause;
    if (gates !== undefined) checkNames(check, gates, [...pathTo(task), 'gates'], used);
  }
  const gates = Object.entries(template.gates ?? {});
  for (const [name, gate] of gates) {
    checkGate(check, gate, ['gates', name]);
    if (gate.when !== 'acceptance' || used.has(name)) continue;
    const hint = 'name it in the `acceptance` of a phase or the `gates` of a task';
    warn({ path: ['gates', name], target: 'key' }, { message: `the gate \`${name}\` is never run`, hint });
  }
  const lands = outline.tasks.some(({ clause }) => clause.noop !== true);
  if (!lands || gates.some(([, gate]) => gate.when !== 'acceptance')) return;
  const message = 'the template has no landing gate: whatever applies, lands';
  warn({ path: ['gates'], target: 'key' }, { message, hint: 'add a gate that runs the tests' });
}
