import type { TemplatePlan } from '@uet/schemas/api';
import { formatCount } from '@/ui/format';
import { PlanTaskLink } from './plan-task-link';

/** So many tasks of a wave are listed. */
const shown = 200;

interface PlanWavesProps {
  readonly plan: TemplatePlan;
  readonly onOpen: (taskKey: string) => void;
}

/** What can run at once, in order, and the longest chain of tasks. */
export function PlanWaves({ plan, onOpen }: PlanWavesProps) {
  const tasks = new Map(plan.tasks.map((task) => [task.key, task]));
  const list = (keys: readonly string[]) => (
    <ul className="flex min-w-0 flex-wrap gap-x-4 gap-y-1">
      {keys.slice(0, shown).map((key) => (
        <li key={key} className="max-w-full">
          <PlanTaskLink task={tasks.get(key)} taskKey={key} onOpen={onOpen} />
        </li>
      ))}
      {keys.length > shown ? (
        <li className="text-muted">and {formatCount(keys.length - shown)} more</li>
      ) : null}
    </ul>
  );
  return (
    <div className="flex flex-col gap-6 p-4">
      <section>
        <h3 className="font-semibold">Waves</h3>
        <p className="text-muted">
          Tasks of a wave can run side by side, as far as workers and scopes allow.
        </p>
        <ol className="mt-2">
          {plan.waves.map((keys, wave) => (
            <li key={keys[0]} className="flex gap-4 border-t border-line py-2">
              <span className="w-24 shrink-0 text-muted">
                <b className="font-medium text-text">{wave + 1}</b> · {keys.length}{' '}
                {keys.length === 1 ? 'task' : 'tasks'}
              </span>
              {list(keys)}
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h3 className="font-semibold">Critical path</h3>
        <p className="mb-2 text-muted">
          The longest chain: {plan.critical_path.length} {plan.critical_path.length === 1 ? 'task' : 'tasks'},
          one after the other.
        </p>
        {list(plan.critical_path)}
      </section>
    </div>
  );
}
