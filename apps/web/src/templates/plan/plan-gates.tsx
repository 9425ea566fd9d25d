import type { TemplatePlan } from '@uet/schemas/api';
import { CopyButton } from '@/ui/copy-button';
import { Empty } from '@/ui/notices';
import { stateWords } from '@/ui/state-badge';
import { Row, RowHead, Table, Td, Th } from '@/ui/table';

const whens: Readonly<Record<string, string>> = {
  patch: 'on every patch',
  acceptance: 'at the end of its phases',
};

/** The commands whose reports decide. */
export function PlanGates({ gates }: { readonly gates: TemplatePlan['gates'] }) {
  if (gates.length === 0) {
    return <Empty title="No gates">What workers do lands as it is, once it fits the policy.</Empty>;
  }
  return (
    <Table label="Gates">
      <thead>
        <tr>
          <Th>Gate</Th>
          <Th>Type</Th>
          <Th>When</Th>
          <Th>Command</Th>
        </tr>
      </thead>
      <tbody>
        {gates.map(({ name, type, when, command }) => (
          <Row key={name}>
            <RowHead>{name}</RowHead>
            <Td className="whitespace-nowrap">{stateWords(type)}</Td>
            <Td className="whitespace-nowrap">{whens[when] ?? when}</Td>
            <Td>
              <span className="flex items-center gap-1">
                <code className="font-mono text-[13px] break-all">{command}</code>
                <CopyButton text={command} label={`Copy the command of ${name}`} />
              </span>
            </Td>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
