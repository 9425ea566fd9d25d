'use client';

import { Fragment, useSyncExternalStore } from 'react';

const words: Readonly<Record<string, string>> = { Escape: 'Esc', ArrowDown: '↓', ArrowUp: '↑' };

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Keys to be pressed one after the other, as they are called on the reader's keyboard. */
export function Keys({ keys }: { readonly keys: readonly string[] }) {
  const mac = useSyncExternalStore(
    () => () => undefined,
    isMac,
    () => false,
  );
  const word = (key: string): string => {
    if (key.startsWith('mod+')) return `${mac ? '⌘' : 'Ctrl'} ${key.slice(4).toUpperCase()}`;
    return words[key] ?? key;
  };
  return (
    <span className="inline-flex items-center gap-1 text-xs whitespace-nowrap text-muted">
      {keys.map((key, index) => (
        <Fragment key={key}>
          {index === 0 ? null : <span>then</span>}
          <kbd className="rounded border border-line-strong bg-sunken px-1.5 py-px font-sans">
            {word(key)}
          </kbd>
        </Fragment>
      ))}
    </span>
  );
}
