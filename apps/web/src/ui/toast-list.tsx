'use client';

import { Toast } from 'radix-ui';
import { classes } from './classes';

/** A short message on how something ended. */
export interface ToastMessage {
  readonly id: number;
  readonly text: string;
  readonly tone: 'good' | 'bad';
}

interface ToastListProps {
  readonly messages: readonly ToastMessage[];
  readonly onGone: (id: number) => void;
}

/** Messages at the lower right; in a file of its own, so that pages load without it. */
export const ToastList = ({ messages, onGone }: ToastListProps) => (
  <Toast.Provider swipeDirection="right" duration={5_000}>
    {messages.map(({ id, text, tone }) => (
      <Toast.Root
        key={id}
        // What went wrong is longer, and has to be read.
        duration={tone === 'bad' ? 12_000 : 5_000}
        onOpenChange={(open) => open || onGone(id)}
        className={classes(
          'rounded-lg border bg-raised px-4 py-3 shadow-pop',
          tone === 'bad' ? 'border-bad text-bad' : 'border-line-strong',
        )}
      >
        <Toast.Description>{text}</Toast.Description>
      </Toast.Root>
    ))}
    <Toast.Viewport className="fixed right-4 bottom-4 z-50 flex w-[min(24rem,calc(100%-2rem))] flex-col gap-2" />
  </Toast.Provider>
);
