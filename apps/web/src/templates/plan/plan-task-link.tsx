import type { TemplatePlan } from '@uet/schemas/api';

interface PlanTaskLinkProps {
  readonly task: TemplatePlan['tasks'][number] | undefined;
  readonly taskKey: string;
  readonly onOpen: (taskKey: string) => void;
}

/** The title of a task of a plan; shows all about it. */
export const PlanTaskLink = ({ task, taskKey, onOpen }: PlanTaskLinkProps) => (
  <button
    type="button"
    className="max-w-full text-left break-words text-accent hover:underline"
    onClick={() => onOpen(taskKey)}
  >
    {task?.title ?? taskKey}
  </button>
);
