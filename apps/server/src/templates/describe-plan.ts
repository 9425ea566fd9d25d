import { analyzePlan, type CompiledTask, type CompiledTemplate, sum } from '@uet/core';
import type { TaskMean } from '@uet/db';
import { toolOfStep } from '@uet/runtime';
import type { TemplatePlan } from '@uet/schemas/api';

/** A plan as people look at it before anything runs, with what earlier runs let expect. */
export function describePlan(compiled: CompiledTemplate, means: readonly TaskMean[]): TemplatePlan {
  const { phases, workstreams, tasks, dependencies, gates } = compiled;
  const { waves, criticalPath, conflicts } = analyzePlan(compiled);
  const waveOf = new Map(waves.flatMap((keys, wave) => keys.map((key) => [key, wave] as const)));
  return {
    phases: phases.map(({ key, title }) => ({ key, title })),
    workstreams: workstreams.map(({ key, title, phase }) => ({ key, title, phase })),
    tasks: tasks.map((task) => describeTask(task, waveOf.get(task.key) ?? 0)),
    edges: dependencies.map(({ from, to, kind, level }) => ({ from, to, kind, level })),
    waves: waves.map((keys) => [...keys]),
    critical_path: [...criticalPath],
    conflicts: conflicts.map(({ tasks: keys, scopes }) => ({
      tasks: [...keys],
      scope: [...new Set(scopes.map((scope) => scope.join(', ')))].join(' / '),
    })),
    gates: gates.map(({ name, type, when, run }) => ({ name, type, when, command: commandLine(run) })),
    estimate: estimate(tasks, criticalPath, means),
  };
}

const describeTask = (task: CompiledTask, wave: number): TemplatePlan['tasks'][number] => ({
  key: task.key,
  title: task.title,
  phase: task.phase,
  workstream: task.workstream,
  wave,
  tool: toolOfStep(task.step),
  kind: task.kind,
  priority: task.priority,
  scope: [...task.scope],
  critical: task.critical,
  approval: task.step.approval ?? false,
  condition: task.condition,
});

const commandLine = (run: CompiledTemplate['gates'][number]['run']): string =>
  typeof run === 'string' ? run : run.join(' ');

/** What tasks of the same tools cost and took on average; what the router will choose is not known yet. */
function estimate(
  tasks: readonly CompiledTask[],
  criticalPath: readonly string[],
  means: readonly TaskMean[],
): TemplatePlan['estimate'] {
  const known = new Map(means.map((mean) => [mean.tool_id, mean]));
  const meanOf = (task: CompiledTask) => known.get(toolOfStep(task.step) ?? '');
  const found = tasks.map(meanOf).filter((mean) => mean !== undefined);
  const onPath = new Set(criticalPath);
  const durations = tasks.filter(({ key }) => onPath.has(key)).map((task) => meanOf(task)?.duration_ms);
  const measured = durations.filter((duration) => duration !== undefined);
  return {
    cost_usd: found.length === 0 ? null : sum(...found.map((mean) => mean.cost_usd)),
    duration_ms: measured.length === 0 ? null : measured.reduce((total, each) => total + each, 0),
    tasks_without_history: tasks.length - found.length,
  };
}
