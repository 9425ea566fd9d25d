'use client';

import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classes } from './classes';

/** One thing to choose from a menu. */
export interface MenuItem {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** Below a line that parts it from what is above. */
  readonly apart?: boolean;
  readonly onSelect: () => void;
}

/** One of a few values, of which one is chosen at a time. */
export interface MenuChoice {
  readonly label: string;
  readonly value: string;
  readonly options: ReadonlyArray<{ readonly value: string; readonly label: string }>;
  readonly onChoose: (value: string) => void;
}

/** What a menu is made of. */
export interface MenuProps {
  readonly trigger: ReactElement;
  readonly items: readonly MenuItem[];
  /** What the menu is about, at its top. */
  readonly head?: ReactNode;
  readonly choice?: MenuChoice;
}

const itemClasses =
  'flex cursor-pointer items-center gap-2 rounded-md px-2.5 py-1.5 outline-none [&_svg]:size-4 data-highlighted:bg-sunken data-disabled:opacity-50';

/** The menu, open at first; in a file of its own, so that pages load without it. */
export function MenuBox({ trigger, items, head, choice }: MenuProps) {
  return (
    <DropdownMenu.Root defaultOpen modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-[70dvh] max-w-80 min-w-44 overflow-y-auto rounded-lg border border-line-strong bg-raised p-1 shadow-pop"
        >
          {head === undefined ? null : (
            <DropdownMenu.Label className="px-2.5 py-1.5">{head}</DropdownMenu.Label>
          )}
          {choice === undefined ? null : <Choice {...choice} />}
          {items.map(({ label, icon, danger, disabled, apart, onSelect }) => (
            <div key={label} role="none">
              {apart === true ? <Line /> : null}
              <DropdownMenu.Item
                disabled={disabled ?? false}
                onSelect={onSelect}
                className={classes(itemClasses, danger === true ? 'text-bad' : 'text-text')}
              >
                {icon}
                <span className="truncate">{label}</span>
              </DropdownMenu.Item>
            </div>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const Line = () => <DropdownMenu.Separator className="mx-1 my-1 h-px bg-line" />;

function Choice({ label, value, options, onChoose }: MenuChoice) {
  return (
    <>
      <Line />
      <DropdownMenu.Label className="px-2.5 pt-1.5 pb-0.5 text-xs text-muted">{label}</DropdownMenu.Label>
      <DropdownMenu.RadioGroup value={value} onValueChange={onChoose} aria-label={label}>
        {options.map((option) => (
          <DropdownMenu.RadioItem
            key={option.value}
            value={option.value}
            // What is chosen is seen at once, behind the menu.
            onSelect={(event) => event.preventDefault()}
            className={itemClasses}
          >
            <span className="size-4">
              <DropdownMenu.ItemIndicator>
                <Check aria-hidden />
              </DropdownMenu.ItemIndicator>
            </span>
            {option.label}
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </>
  );
}
