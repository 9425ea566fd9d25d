'use client';

import { lazy, Suspense } from 'react';
import type { DialogProps } from './dialog-box';

const DialogBox = lazy(async () => ({ default: (await import('./dialog-box')).DialogBox }));

/** A dialog in the middle, or a panel at the side; Escape closes it. */
export function Dialog({ open, ...props }: DialogProps & { readonly open: boolean }) {
  if (!open) return null;
  return (
    <Suspense>
      <DialogBox {...props} />
    </Suspense>
  );
}
