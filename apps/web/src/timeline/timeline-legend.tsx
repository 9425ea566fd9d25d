import { Route } from 'lucide-react';
import { classes } from '@/ui/classes';

const signs = [
  { text: 'waits', look: 'h-2 rounded-sm border border-dashed border-line-strong bg-neutral-soft' },
  { text: 'attempt', look: 'h-4 rounded border border-good bg-good-soft' },
  { text: 'lands', look: 'h-2 rounded-sm border border-waiting bg-waiting-soft' },
  { text: 'gate', look: 'h-1.5 rounded-full bg-good' },
] as const;

/** What the signs of the timeline mean. */
export function TimelineLegend() {
  return (
    <ul aria-label="Legend" className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[13px] text-muted">
      {signs.map(({ text, look }) => (
        <li key={text} className="flex items-center gap-1.5">
          <span aria-hidden className={classes('w-7', look)} />
          {text}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <Route aria-hidden className="size-3.5 text-accent" />
        critical path
      </li>
    </ul>
  );
}
