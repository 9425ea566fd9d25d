'use client';

import { lazy, Suspense, useState } from 'react';
import { useReturnOfFocus } from '@/ui/use-return-of-focus';
import { WaitingPalette } from './waiting-palette';

const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette')).CommandPalette,
}));

/** Finds what one types: the field is there at once, what it finds as soon as that has been loaded. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const returnFocus = useReturnOfFocus();
  const [search, setSearch] = useState('');
  const [entered, setEntered] = useState(false);
  const onSearch = (next: string): void => {
    setSearch(next);
    setEntered(false);
  };
  const field = { search, onSearch, onClose };
  return (
    <Suspense fallback={<WaitingPalette {...field} onEnter={() => setEntered(true)} />}>
      <CommandPalette {...field} entered={entered} returnFocus={returnFocus} />
    </Suspense>
  );
}
