import type { LaneView } from '@uet/schemas/api';
import { CopyButton } from '@/ui/copy-button';
import { formatCount, formatDuration, repositoryName, shortCommit } from '@/ui/format';
import { Hint } from '@/ui/hint';
import { Panel } from '@/ui/panel';
import { Row, RowHead, Table, Td, Th } from '@/ui/table';

/** Lanes in which nothing waits. */
export function FreeLanes({ lanes }: { readonly lanes: readonly LaneView[] }) {
  if (lanes.length === 0) return null;
  return (
    <Panel title="Free lanes" flush>
      <Table label="Free lanes">
        <thead>
          <tr>
            <Th>Branch</Th>
            <Th>Head</Th>
            <Th numeric>Landed in 24 h</Th>
            <Th numeric>Mean wait</Th>
          </tr>
        </thead>
        <tbody>
          {lanes.map((lane) => (
            <Row key={lane.lane}>
              <RowHead>
                <Hint text={lane.repository}>
                  <span>{repositoryName(lane.repository)}</span>
                </Hint>{' '}
                <span className="font-normal text-muted">/</span> {lane.branch}
              </RowHead>
              <Td className="whitespace-nowrap">
                <code className="font-mono text-[13px]">{shortCommit(lane.head)}</code>
                {lane.head === null ? null : <CopyButton text={lane.head} label="Copy the head commit" />}
              </Td>
              <Td numeric>{formatCount(lane.landed_today)}</Td>
              <Td numeric>{formatDuration(lane.mean_wait_ms)}</Td>
            </Row>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
