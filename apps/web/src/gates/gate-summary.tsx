import type { GateLine } from '@uet/schemas/api';
import { History, Shuffle } from 'lucide-react';
import { formatCount } from '@/ui/format';
import { Hint } from '@/ui/hint';

/** How the cases of a gate ended, in figures. */
export function CaseCounts({ gate }: { readonly gate: GateLine }) {
  const { total, passed, failed, skipped } = gate;
  if (total === null) return <span className="text-muted">no cases</span>;
  return (
    <span className="inline-flex flex-wrap gap-x-2">
      <span>
        {formatCount(passed ?? 0)} of {formatCount(total)} passed
      </span>
      {failed ? <span className="font-medium text-bad">{formatCount(failed)} failed</span> : null}
      {skipped ? <span className="text-muted">{formatCount(skipped)} skipped</span> : null}
    </span>
  );
}

const mark = 'inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap';

/** What is special about the verdict of a gate: taken over, or not to be relied on. */
export function GateMarks({ gate }: { readonly gate: GateLine }) {
  return (
    <>
      {gate.cached_from === null ? null : (
        <Hint text="This tree was tested before with the same gate and environment: its verdict was taken over">
          <span className={`${mark} bg-neutral-soft text-neutral`}>
            <History aria-hidden className="size-3" />
            cached
          </span>
        </Hint>
      )}
      {gate.flaky_cases === 0 ? null : (
        <Hint text="Cases that both passed and failed on one and the same tree: nothing but chance was different">
          <span className={`${mark} bg-warning-soft text-warning`}>
            <Shuffle aria-hidden className="size-3" />
            {gate.flaky_cases} flaky
          </span>
        </Hint>
      )}
    </>
  );
}
