import type { Contract, OutputOf } from '@uet/schemas/api';
import { ShortId } from '@/patches/short-id';
import { CopyButton } from '@/ui/copy-button';
import { Fact, Facts } from '@/ui/facts';
import { formatDuration } from '@/ui/format';
import { Link } from '@/ui/link';
import { Age } from '@/ui/time';
import { CaseCounts } from './gate-summary';

const linkLook = 'text-accent hover:underline';

/** What was run on what, and what came of it. */
export function GateFacts({ page }: { readonly page: OutputOf<Contract['gates']['get']> }) {
  const { gate, command, execution } = page;
  const { criteria } = gate;
  return (
    <>
      <Facts>
        <Fact name="Cases">
          <CaseCounts gate={gate} />
        </Fact>
        <Fact name="Duration">{formatDuration(gate.duration_ms)}</Fact>
        <Fact name="Exit code">{gate.exit_code ?? <span className="text-muted">none</span>}</Fact>
        <Fact name="Coverage">
          {gate.coverage_percent === null ? (
            <span className="text-muted">not measured</span>
          ) : (
            `${gate.coverage_percent.toFixed(1)} % of the lines`
          )}
          {criteria.min_coverage === undefined ? null : (
            <span className="text-muted">(at least {criteria.min_coverage} %)</span>
          )}
        </Fact>
        {criteria.max_failures ? <Fact name="Failures allowed">{criteria.max_failures}</Fact> : null}
        {criteria.required_tests === undefined ? null : (
          <Fact name="Required tests">{criteria.required_tests.join(', ')}</Fact>
        )}
        {execution === null ? null : <Fact name="Report">{execution.format.replaceAll('_', ' ')}</Fact>}
        <Fact name="Tests">
          {gate.patch_id === null ? (
            'what has landed (acceptance)'
          ) : (
            <Link href={`/runs/${gate.run_id}/patches/${gate.patch_id}`} className={linkLook}>
              patch of {gate.task_key ?? gate.patch_id.slice(-8)}
            </Link>
          )}
        </Fact>
        <Fact name="Commit">
          <ShortId id={gate.commit_id} of="commit under test" />
        </Fact>
        <Fact name="Tree">
          <ShortId id={gate.tree_id} of="tree under test" />
        </Fact>
        <Fact name="Gate digest">
          <ShortId id={gate.gate_digest} of="digest of the gate" />
        </Fact>
        <Fact name="Environment digest">
          <ShortId id={gate.environment_digest} of="digest of the environment" />
        </Fact>
        {gate.cached_from === null ? null : (
          <Fact name="Verdict from">
            <Link href={`/runs/${gate.run_id}/gates/${gate.cached_from}`} className={linkLook}>
              an earlier gate
            </Link>
          </Fact>
        )}
        <Fact name="Ended">
          <Age at={gate.ended_at} />
        </Fact>
      </Facts>
      {command === null ? null : (
        <div className="flex items-start gap-2 rounded-md border border-line bg-sunken py-1.5 pr-1.5 pl-3">
          <code className="min-w-0 flex-1 font-mono text-[13px] break-words whitespace-pre-wrap">
            {command}
          </code>
          <CopyButton text={command} label="Copy the command" />
        </div>
      )}
    </>
  );
}
