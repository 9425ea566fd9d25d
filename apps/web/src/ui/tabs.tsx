'use client';

import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classes } from './classes';

/** One of several views of the same thing. */
export interface TabItem<K extends string> {
  readonly key: K;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

interface TabsProps<K extends string> {
  readonly label: string;
  readonly items: ReadonlyArray<TabItem<K>>;
  readonly value: K;
  readonly onChange: (key: K) => void;
  /** At the right of the tabs. */
  readonly actions?: ReactNode;
}

/** Several views of the same thing, one at a time; arrow keys change between them. */
export function Tabs<K extends string>({ label, items, value, onChange, actions }: TabsProps<K>) {
  return (
    <Radix.Root value={value} onValueChange={(next) => onChange(next as K)} className="min-w-0">
      <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line pr-3">
        <Radix.List aria-label={label} className="flex min-w-0 overflow-x-auto px-2">
          {items.map(({ key, label: text }) => (
            <Radix.Trigger
              key={key}
              value={key}
              className={classes(
                'border-b-2 border-transparent px-2.5 py-2.5 font-medium whitespace-nowrap text-muted -outline-offset-2 hover:text-text',
                'data-[state=active]:border-accent data-[state=active]:text-text',
              )}
            >
              {text}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {actions}
      </div>
      {items.map(({ key, content }) => (
        <Radix.Content key={key} value={key} className="min-w-0 -outline-offset-2">
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
