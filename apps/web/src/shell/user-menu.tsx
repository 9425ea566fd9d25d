'use client';

import { useMutation } from '@tanstack/react-query';
import type { Contract, OutputOf } from '@uet/schemas/api';
import { LogOut, UserRound } from 'lucide-react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
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
  const api = useApi();
  const say = useToast();
  const { mutate } = useMutation(
    api.system.sign_out.mutationOptions({
      // A new document: nothing that was loaded for this person stays in memory.
      onSuccess: () => window.location.assign('/sign-in'),
      onError: (error) => say(errorWords(error), 'bad'),
    }),
  );
  return () => mutate({});
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
