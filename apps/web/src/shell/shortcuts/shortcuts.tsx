'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { isWriting, keyOf, matchKeys, type Shortcut } from './shortcut';
import type { ShortcutGroup } from './shortcut-group';

type GroupRef = { readonly current: ShortcutGroup };

type Add = (group: GroupRef, behind: boolean) => () => void;

const ShortcutContext = createContext<Add>(() => () => undefined);

/** How long the second key of a shortcut may take, in milliseconds. */
const seriesMs = 1_200;

const ShortcutHelp = dynamic(() => import('./shortcut-help').then((module) => module.ShortcutHelp), {
  ssr: false,
});

/**
 * Has keys do something while the caller is on the page; they are listed under the title behind `?`. What surrounds
 * all pages stands `behind` them: their keys come first.
 */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[], behind = false): void {
  const add = useContext(ShortcutContext);
  const group = useRef<ShortcutGroup>({ title, shortcuts });
  group.current = { title, shortcuts };
  useEffect(() => add(group, behind), [add, behind]);
}

/** Listens to the keyboard for all shortcuts of the page, and lists them behind `?`. */
export function Shortcuts({ children }: { readonly children: ReactNode }) {
  const groups = useRef<GroupRef[]>([]);
  const [help, setHelp] = useState<readonly ShortcutGroup[] | null>(null);
  const [add] = useState(() => (group: GroupRef, behind: boolean) => {
    groups.current = behind ? [group, ...groups.current] : [...groups.current, group];
    return () => {
      groups.current = groups.current.filter((each) => each !== group);
    };
  });

  useEffect(() => {
    let pressed: readonly string[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const own: Shortcut = {
      keys: ['?'],
      label: 'Show all shortcuts',
      run: () => setHelp(groups.current.map(({ current }) => current)),
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const key = keyOf(event);
      // An open dialog or menu has the keyboard for itself.
      if (key === null || event.defaultPrevented || event.isComposing || isBehindDialog(event.target)) return;
      // Enter is for what has the focus.
      if (key === 'Enter' && event.target instanceof Element && event.target.closest('a, button, summary'))
        return;
      const all = [own, ...groups.current.flatMap(({ current }) => current.shortcuts)];
      const able = isWriting(event.target) ? all.filter(({ whileWriting }) => whileWriting === true) : all;
      const { hit, pending } = matchKeys([...pressed, key], able);
      pressed = pending;
      clearTimeout(timer);
      timer = setTimeout(() => {
        pressed = [];
      }, seriesMs);
      if (hit === null) return;
      event.preventDefault();
      hit.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      clearTimeout(timer);
    };
  }, []);

  return (
    <ShortcutContext value={add}>
      {children}
      {help === null ? null : <ShortcutHelp groups={help} onClose={() => setHelp(null)} />}
    </ShortcutContext>
  );
}

const isBehindDialog = (target: EventTarget | null): boolean =>
  document.querySelector('[role="dialog"][data-state="open"]') !== null ||
  (target instanceof Element && target.closest('[role="menu"], [role="listbox"]') !== null);
