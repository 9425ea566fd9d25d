import { analyzePlan } from '@uet/core';
import type { ReadyTemplate } from '@uet/runtime';
import { print, printJson } from '../output.js';
import { readTemplate, warningsOf } from '../read-template.js';
import type { Surroundings } from '../surroundings.js';
import { countOf } from '../view/format.js';
import { markOf, painted } from '../view/marks.js';

interface Options {
  readonly param?: readonly string[];
  readonly json?: boolean;
}

/** `uet validate`: checks a template and shows its plan; nothing is run, and no database is asked. */
export async function validate(cli: Surroundings, file: string, options: Options): Promise<number> {
  const ready = await readTemplate(cli, file, options.param);
  const { compiled } = ready;
  const warnings = warningsOf(ready);
  const plan = analyzePlan(compiled);
  if (options.json === true) {
    printJson(cli, { valid: true, name: compiled.name, version: compiled.version, warnings, ...plan });
  } else for (const line of planLines(ready, plan)) print(cli, line);
  return 0;
}

function planLines(ready: ReadyTemplate, plan: ReturnType<typeof analyzePlan>): string[] {
  const { template, compiled } = ready;
  const { tasks, phases } = compiled;
  const title = `${template.metadata.title ?? compiled.name} ${compiled.version}`;
  return [
    `${markOf('good')} ${title}: ${countOf(tasks.length, 'task')} in ${countOf(phases.length, 'phase')}`,
    '',
    ...plan.waves.map((wave, at) => `  wave ${at + 1}  ${wave.join(', ')}`),
    '',
    `  critical path  ${plan.criticalPath.join(' → ')}`,
    ...plan.conflicts.map((conflict) => {
      const where = [...new Set(conflict.scopes.map((scope) => scope.join(', ')))].join(' / ');
      return `  ${painted('warning', 'kept apart')}     ${conflict.tasks.join(' and ')}: both may write ${where}`;
    }),
    ...plan.gates.map((gate) => {
      const where = gate.when === 'landing' ? 'on every patch' : `for ${gate.usedBy.join(', ') || 'nothing'}`;
      return `  gate           ${gate.name} (${where})`;
    }),
    ...warningsOf(ready).map((warning) => `  ${painted('warning', 'warning')}        ${warning}`),
  ];
}
