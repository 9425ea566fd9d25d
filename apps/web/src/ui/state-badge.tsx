import {
  approvalMachine,
  attemptMachine,
  breakerMachine,
  gateMachine,
  type Machine,
  patchMachine,
  phaseMachine,
  runMachine,
  type Tone,
  taskMachine,
  workerMachine,
  workstreamMachine,
} from '@uet/core';
import {
  Ban,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react';
import { classes } from './classes';
import { Hint } from './hint';
import { toneClasses } from './tones';

const machines = {
  run: runMachine,
  phase: phaseMachine,
  workstream: workstreamMachine,
  task: taskMachine,
  attempt: attemptMachine,
  worker: workerMachine,
  patch: patchMachine,
  gate: gateMachine,
  breaker: breakerMachine,
  approval: approvalMachine,
} as const satisfies Record<string, Machine>;

/** What has a state. */
export type Stateful = keyof typeof machines;

/** True for what has a state, and a machine that says which. */
export const isStateful = (of: string): of is Stateful => Object.hasOwn(machines, of);

const toneIcons: Readonly<Record<Tone, LucideIcon>> = {
  neutral: CircleDashed,
  active: LoaderCircle,
  waiting: CirclePause,
  good: CircleCheck,
  bad: CircleX,
  warning: TriangleAlert,
};

/** What the machine's table says of a state: its tone, and a sentence. */
export function stateRow(of: Stateful, state: string): { readonly tone: Tone; readonly means: string } {
  const states: Machine['states'] = machines[of].states;
  return states[state] ?? { tone: 'neutral', means: state };
}

/** A state in words: `apply_failed` → `apply failed`. */
export const stateWords = (state: string): string => state.replaceAll('_', ' ');

/** The icon of a state: never its color alone tells it. */
export function StateIcon({
  of,
  state,
  className,
}: {
  readonly of: Stateful;
  readonly state: string;
  readonly className?: string;
}) {
  const { tone } = stateRow(of, state);
  const Icon = state === 'canceled' || state === 'dropped' || state === 'skipped' ? Ban : toneIcons[tone];
  return (
    <Icon
      aria-hidden
      className={classes('size-3.5 shrink-0', tone === 'active' && 'motion-safe:animate-spin', className)}
    />
  );
}

/** A state as a badge: color, icon and word; what it means on hover. */
export function StateBadge({
  of,
  state,
  reason,
}: {
  readonly of: Stateful;
  readonly state: string;
  readonly reason?: string | null;
}) {
  const { tone, means } = stateRow(of, state);
  return (
    <Hint text={reason ? `${means}. ${reason}` : means}>
      <span
        className={classes(
          'inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap',
          toneClasses[tone],
        )}
      >
        <StateIcon of={of} state={state} />
        {stateWords(state)}
      </span>
    </Hint>
  );
}
