import type { CaseStatus } from '@uet/schemas';
import { CircleCheck, CircleSlash, CircleX, type LucideIcon, Shuffle, TriangleAlert } from 'lucide-react';
import { classes } from '@/ui/classes';
import { Hint } from '@/ui/hint';

interface StatusLook {
  readonly icon: LucideIcon;
  readonly color: string;
  readonly means: string;
}

/** How a case may end, and how that looks. */
export const caseLooks: Readonly<Record<CaseStatus, StatusLook>> = {
  failed: { icon: CircleX, color: 'text-bad', means: 'An assertion did not hold' },
  errored: { icon: TriangleAlert, color: 'text-bad', means: 'It broke outside of its own assertions' },
  skipped: { icon: CircleSlash, color: 'text-neutral', means: 'Not run' },
  passed: { icon: CircleCheck, color: 'text-good', means: 'All held' },
};

/** How a case ended: an icon with its word. */
export function CaseIcon({ status }: { readonly status: CaseStatus }) {
  const { icon: Icon, color } = caseLooks[status];
  return (
    <span title={status} className={classes('shrink-0', color)}>
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{status}</span>
    </span>
  );
}

/** Says of a case that its result is chance. */
export const FlakyMark = () => (
  <Hint text="It both passed and failed on one and the same tree: nothing but chance was different. Its result tells little until it is mended.">
    <span className="inline-flex items-center gap-1 rounded-full bg-warning-soft px-2 py-0.5 text-xs font-medium text-warning">
      <Shuffle aria-hidden className="size-3" />
      flaky
    </span>
  </Hint>
);
