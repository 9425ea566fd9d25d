'use client';

import { isHeldOpen } from '@uet/core';
import type { CircuitBreakerRow } from '@uet/schemas';
import { formatDuration, formatExact } from '@/ui/format';
import { Hint } from '@/ui/hint';
import { StateBadge } from '@/ui/state-badge';
import { useNow } from '@/ui/time';

/** The state of a breaker, and until when it stays open. */
export function BreakerState({ breaker }: { readonly breaker: CircuitBreakerRow | null }) {
  if (breaker === null) {
    return (
      <Hint text="It was never used">
        <span className="text-faint">–</span>
      </Hint>
    );
  }
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <StateBadge of="breaker" state={breaker.state} reason={breaker.reason} />
      <Until breaker={breaker} />
    </span>
  );
}

function Until({ breaker }: { readonly breaker: CircuitBreakerRow }) {
  const now = useNow();
  const { state, open_until: openUntil, consecutive_failures: failures } = breaker;
  if (isHeldOpen(breaker)) return <span className="text-[13px] text-muted">until it is reset</span>;
  if (state !== 'closed' && openUntil !== null && now !== null) {
    const left = Date.parse(openUntil) - now;
    return (
      <Hint text={`Until ${formatExact(openUntil)}`}>
        <span className="text-[13px] text-muted">
          {left > 0 ? `${formatDuration(left)} left` : 'the next call tries it'}
        </span>
      </Hint>
    );
  }
  if (failures > 0) {
    return (
      <span className="text-[13px] text-warning">
        {failures} {failures === 1 ? 'failure' : 'failures'} in a row
      </span>
    );
  }
  return null;
}
