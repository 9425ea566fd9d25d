'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { IconButton } from './icon-button';
import { useReturnOfFocus } from './use-return-of-focus';

/** What a dialog is made of. */
export interface DialogProps {
  readonly onClose: () => void;
  readonly title: string;
  readonly about?: ReactNode;
  readonly children: ReactNode;
  /** At the right edge and as high as the window: to peek at something and go on. */
  readonly side?: boolean;
}

/**
 * The focus goes to the first field, or to the dialog itself. On the button that closes it, it would open that button's
 * hint, and the first Escape would close the hint alone.
 */
function focusWork(event: Event): void {
  event.preventDefault();
  const { currentTarget: content } = event;
  if (!(content instanceof HTMLElement) || content.contains(document.activeElement)) return;
  const field = content.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, select');
  (field ?? content).focus();
}

/** The open dialog; in a file of its own, so that pages load without it. */
export function DialogBox({ onClose, title, about, children, side = false }: DialogProps) {
  const returnFocus = useReturnOfFocus();
  return (
    <Radix.Root open onOpenChange={(next) => next || onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={classes('fixed inset-0 z-40', side ? 'bg-black/20' : 'bg-black/40')} />
        <Radix.Content
          onOpenAutoFocus={focusWork}
          onCloseAutoFocus={returnFocus}
          {...(about === undefined ? { 'aria-describedby': undefined } : {})}
          className={classes(
            'fixed z-50 flex flex-col border border-line bg-panel shadow-pop outline-none',
            side
              ? 'inset-y-0 right-0 w-full max-w-2xl border-y-0 border-r-0'
              : 'top-1/2 left-1/2 max-h-[90dvh] w-[calc(100%-2rem)] max-w-lg -translate-1/2 rounded-xl',
          )}
        >
          <header className="flex items-start justify-between gap-4 border-b border-line px-5 py-3.5">
            <div className="min-w-0">
              <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
              {about === undefined ? null : (
                <Radix.Description className="mt-0.5 text-muted">{about}</Radix.Description>
              )}
            </div>
            <IconButton label="Close" onClick={onClose}>
              <X />
            </IconButton>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto p-5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
