import { taskStates } from '@/run/state-counts';
import { StateBadge } from '@/ui/state-badge';

const lines = [
  { text: 'needs its result', dash: undefined, color: 'text-faint' },
  { text: 'needs its gate', dash: '2 4', color: 'text-faint' },
  { text: 'rather after it', dash: '6 5', color: 'text-faint' },
  { text: 'critical path', dash: undefined, color: 'text-accent' },
] as const;

/** What the signs of the graph mean. */
export function Legend() {
  return (
    <details className="absolute bottom-3 left-3 z-10 max-w-[calc(100%-1.5rem)] rounded-md border border-line-strong bg-panel sm:max-w-80">
      <summary className="px-3 py-1.5 font-medium">Legend</summary>
      <div className="flex flex-col gap-2 px-3 pb-3">
        <ul className="flex flex-wrap gap-1.5">
          {taskStates.map((state) => (
            <li key={state}>
              <StateBadge of="task" state={state} />
            </li>
          ))}
        </ul>
        <ul className="grid grid-cols-2 gap-x-4 gap-y-1 text-[13px]">
          {lines.map(({ text, dash, color }) => (
            <li key={text} className="flex items-center gap-2">
              <svg aria-hidden width={32} height={8} className={color}>
                <path d="M0 4h32" stroke="currentColor" strokeWidth={2} strokeDasharray={dash} />
              </svg>
              {text}
            </li>
          ))}
        </ul>
        <p className="text-[13px] text-muted">
          Arrow keys move along the dependencies, Enter opens, + and − zoom, 0 shows everything. A number on a
          line says how many dependencies it stands for.
        </p>
      </div>
    </details>
  );
}
