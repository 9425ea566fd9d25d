import type { GateLine } from '@uet/schemas/api';
import { classes } from '@/ui/classes';
import { formatDuration } from '@/ui/format';
import { Link } from '@/ui/link';
import { StateBadge } from '@/ui/state-badge';
import { Row, RowHead, Td } from '@/ui/table';
import { Age } from '@/ui/time';
import { CaseCounts, GateMarks } from './gate-summary';

/** On narrow windows a row is a card: its cells stand below each other. */
const cell = 'max-md:block max-md:px-4 max-md:py-0.5 max-md:text-left';

/** A gate in the list. */
export function GateRow({ gate }: { readonly gate: GateLine }) {
  const [failing] = gate.failing;
  return (
    <Row className="align-top hover:bg-sunken/60 max-md:block max-md:py-2.5">
      <Td className={cell}>
        <StateBadge of="gate" state={gate.state} reason={gate.reason} />
      </Td>
      <RowHead className={cell}>
        <span className="flex flex-wrap items-center gap-2">
          <Link href={`/runs/${gate.run_id}/gates/${gate.id}`} className="text-accent hover:underline">
            {gate.name}
          </Link>
          <GateMarks gate={gate} />
        </span>
        {failing === undefined ? null : (
          <span className="mt-0.5 line-clamp-2 max-w-prose text-[13px] font-normal break-words text-bad">
            {failing.name}
          </span>
        )}
        {failing === undefined && gate.reason !== null ? (
          <span className="mt-0.5 line-clamp-2 max-w-prose text-[13px] font-normal break-words text-muted">
            {gate.reason}
          </span>
        ) : null}
      </RowHead>
      <Td className={cell}>
        {gate.patch_id === null ? (
          <span className="text-muted">acceptance</span>
        ) : (
          <Link
            href={`/runs/${gate.run_id}/patches/${gate.patch_id}`}
            className="font-mono text-[13px] break-all text-accent hover:underline"
          >
            {gate.task_key ?? gate.patch_id.slice(-8)}
          </Link>
        )}
      </Td>
      <Td className={cell}>
        <CaseCounts gate={gate} />
      </Td>
      <Td numeric className={cell}>
        {gate.coverage_percent === null ? (
          <span className="text-muted max-md:hidden">–</span>
        ) : (
          <>
            <span className="md:hidden">coverage </span>
            {gate.coverage_percent.toFixed(1)} %
          </>
        )}
      </Td>
      <Td numeric className={classes(cell, gate.duration_ms === null && 'max-md:hidden')}>
        <span className="md:hidden">took </span>
        {formatDuration(gate.duration_ms)}
      </Td>
      <Td numeric className={classes(cell, gate.ended_at === null && 'max-md:hidden')}>
        <span className="md:hidden">ended </span>
        <Age at={gate.ended_at} />
      </Td>
    </Row>
  );
}
