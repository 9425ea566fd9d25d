'use client';

import type { Budget } from '@uet/schemas';
import { useMay } from '@/shell/use-system';
import { Button } from '@/ui/button';
import { Hint } from '@/ui/hint';
import { Link } from '@/ui/link';
import { ProgressBar } from '@/ui/progress';
import { Row, RowHead, Table, Td, Th } from '@/ui/table';
import { Money } from './cost-tiles';

interface BudgetTableProps {
  readonly budgets: readonly Budget[];
  readonly onRaise: (budget: Budget) => void;
  /** With a link to the run of each: they are of several. */
  readonly ofRuns?: boolean;
}

/** Budgets with what is used of them, and how to raise one. */
export function BudgetTable({ budgets, onRaise, ofRuns = false }: BudgetTableProps) {
  const mayRaise = useMay('admin');
  const What = ofRuns ? Td : RowHead;
  return (
    <Table label="Budgets">
      <thead>
        <tr>
          {ofRuns ? <Th>Run</Th> : null}
          <Th>Budget of</Th>
          <Th>At the limit</Th>
          <Th className="w-40">Used</Th>
          <Th numeric>Spent</Th>
          <Th numeric>Reserved</Th>
          <Th numeric>Limit</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {budgets.map((budget) => (
          <Row key={budget.id}>
            {ofRuns ? (
              <RowHead>
                <Link
                  href={`/runs/${budget.run_id}/cost`}
                  className="text-accent underline"
                  title={budget.run_id}
                >
                  <code className="text-[13px]">…{budget.run_id.slice(-6)}</code>
                </Link>
              </RowHead>
            ) : null}
            <What>{budget.level === 'run' ? 'The run' : `${budget.level} ${budget.subject}`}</What>
            <Td>{budget.enforcement === 'halt' ? 'Halts' : 'Warns'}</Td>
            <Td>
              <Used budget={budget} />
            </Td>
            <Td numeric>
              <Money usd={budget.spent_usd} />
            </Td>
            <Td numeric>
              <Money usd={budget.reserved_usd} />
            </Td>
            <Td numeric>
              <Money usd={budget.max_cost_usd} />
            </Td>
            <Td numeric>
              <Hint text={mayRaise ? 'Sets a new limit' : 'This needs the role admin'}>
                <span>
                  <Button compact disabled={!mayRaise} onClick={() => onRaise(budget)}>
                    Raise…
                  </Button>
                </span>
              </Hint>
            </Td>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function Used({
  budget: { spent_usd, reserved_usd, max_cost_usd, warning_threshold },
}: {
  readonly budget: Budget;
}) {
  const [spent, reserved, limit] = [Number(spent_usd), Number(reserved_usd), Number(max_cost_usd)];
  const percent = limit === 0 ? 100 : Math.round((100 * spent) / limit);
  const tone = percent >= 100 ? 'bad' : percent >= 100 * warning_threshold ? 'warning' : 'active';
  return (
    <div className="flex items-center gap-2">
      <ProgressBar
        label={`${percent} % spent`}
        total={Math.max(limit, spent + reserved)}
        parts={[
          { label: 'spent', tone, count: spent },
          { label: 'reserved', tone: 'neutral', count: reserved },
        ]}
      />
      <span className="w-12 shrink-0 text-right whitespace-nowrap">{percent} %</span>
    </div>
  );
}
