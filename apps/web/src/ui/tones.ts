import type { Tone } from '@uet/core';

/** Text and background of a tone, for badges. */
export const toneClasses: Readonly<Record<Tone, string>> = {
  neutral: 'text-neutral bg-neutral-soft',
  active: 'text-active bg-active-soft',
  waiting: 'text-waiting bg-waiting-soft',
  good: 'text-good bg-good-soft',
  bad: 'text-bad bg-bad-soft',
  warning: 'text-warning bg-warning-soft',
};

/** The text color of a tone, for icons and words that stand without a badge. */
export const toneText: Readonly<Record<Tone, string>> = {
  neutral: 'text-neutral',
  active: 'text-active',
  waiting: 'text-waiting',
  good: 'text-good',
  bad: 'text-bad',
  warning: 'text-warning',
};

/** The color of a tone as a CSS value, for charts and graphs. */
export const toneColor: Readonly<Record<Tone, string>> = {
  neutral: 'var(--neutral)',
  active: 'var(--active)',
  waiting: 'var(--waiting)',
  good: 'var(--good)',
  bad: 'var(--bad)',
  warning: 'var(--warning)',
};
