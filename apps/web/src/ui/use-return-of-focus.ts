'use client';

import { useState } from 'react';

/** Gives the focus back to what had it: nothing that the dialog knows of opened it. */
export function useReturnOfFocus(): (event: Event) => void {
  const [opener] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
  };
}
