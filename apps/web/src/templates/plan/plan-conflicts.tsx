import type { TemplatePlan } from '@uet/schemas/api';
import { Empty } from '@/ui/notices';
import { Row, Table, Td, Th } from '@/ui/table';
import { PlanTaskLink } from './plan-task-link';

interface PlanConflictsProps {
  readonly plan: TemplatePlan;
  readonly onOpen: (taskKey: string) => void;
}

/** Tasks that may write the same files: they are kept apart, and the second one sees the work of the first. */
export function PlanConflicts({ plan: { conflicts, tasks }, onOpen }: PlanConflictsProps) {
  if (conflicts.length === 0)
    return <Empty title="No conflicts">No two tasks that could run at once may write the same files.</Empty>;
  const known = new Map(tasks.map((task) => [task.key, task]));
  return (
    <>
      <p className="px-4 pt-3 pb-1 text-muted">
        These may write the same files. They never run at once: the later one sees the work of the earlier
        one.
      </p>
      <Table label="Conflicts">
        <thead>
          <tr>
            <Th>Tasks</Th>
            <Th>What both may write</Th>
          </tr>
        </thead>
        <tbody>
          {conflicts.map(({ tasks: keys, scope }) => (
            <Row key={`${keys.join(' ')} ${scope}`}>
              <Td>
                <span className="flex flex-wrap gap-x-4">
                  {keys.map((key) => (
                    <PlanTaskLink key={key} task={known.get(key)} taskKey={key} onOpen={onOpen} />
                  ))}
                </span>
              </Td>
              <Td>
                <code className="font-mono text-[13px] break-all">{scope}</code>
              </Td>
            </Row>
          ))}
        </tbody>
      </Table>
    </>
  );
}
