'use client';

import type { KeyboardEvent } from 'react';
import { Loading } from '@/ui/notices';
import { FieldRow, look } from './palette-look';

interface WaitingPaletteProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly onEnter: () => void;
  readonly onClose: () => void;
}

/** The palette until it has been loaded: takes what one types. */
export function WaitingPalette({ search, onSearch, onEnter, onClose }: WaitingPaletteProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) onEnter();
    // There is nothing else to go to.
    else if (event.key === 'Tab') event.preventDefault();
  };
  return (
    <>
      <div aria-hidden className={look.overlay} onPointerDown={onClose} />
      <div role="dialog" aria-modal aria-label={look.title} data-state="open" className={look.box}>
        <FieldRow>
          <input
            // biome-ignore lint/a11y/noAutofocus: the dialog was opened to write in it.
            autoFocus
            aria-label={look.title}
            value={search}
            onChange={({ target }) => onSearch(target.value)}
            onKeyDown={onKeyDown}
            maxLength={look.maxLength}
            placeholder={look.placeholder}
            className={look.field}
          />
        </FieldRow>
        <div className={look.list}>
          <Loading />
        </div>
      </div>
    </>
  );
}
