'use client';

import type { Contract, OutputOf } from '@uet/schemas/api';
import { LogOut, UserRound } from 'lucide-react';
import { endSession } from '@/sign-in/end-session';
import { Menu } from '@/ui/menu';
import { useToast } from '@/ui/toasts';
import { isTheme } from './theme';
import { useTheme } from './theme-context';

const themeOptions = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** Ends the session of this browser. */
export function useSignOut(): () => void {
  const say = useToast();
  const signOut = async (): Promise<void> => {
    const problem = await endSession();
    if (problem !== null) say(problem, 'bad');
    // A new document: nothing that was loaded for this person stays in memory.
    else window.location.assign('/sign-in');
  };
  return () => void signOut();
}

/** Who is signed in; theme and sign-out. */
export function UserMenu({ system }: { readonly system: OutputOf<Contract['system']['info']> | null }) {
  const [theme, setTheme] = useTheme();
  const signOut = useSignOut();
  const name = system?.actor.replace(/^person:/, '') ?? '';
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={system === null ? 'Account' : `Account: ${name}, ${system.role}`}
          className="flex h-8 items-center gap-1.5 rounded-md px-2 text-muted hover:bg-sunken hover:text-text [&_svg]:size-4"
        >
          {/* As wide as most names, so that nothing moves when the name is known. */}
          <span className="hidden max-w-40 min-w-20 truncate text-right sm:inline">{name}</span>
          <UserRound aria-hidden />
        </button>
      }
      head={
        system === null ? undefined : (
          <>
            <p className="truncate font-medium">{name}</p>
            <p className="text-[13px] text-muted">Role: {system.role}</p>
          </>
        )
      }
      choice={{
        label: 'Theme',
        value: theme,
        options: themeOptions,
        onChoose: (next) => isTheme(next) && setTheme(next),
      }}
      items={[{ label: 'Sign out', icon: <LogOut aria-hidden />, apart: true, onSelect: signOut }]}
    />
  );
}
