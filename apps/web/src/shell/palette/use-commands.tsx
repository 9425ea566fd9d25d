'use client';

import { useQuery } from '@tanstack/react-query';
import { LayoutTemplate, Link2, LogOut, Monitor, Moon, Play, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { useApi } from '@/api/api';
import { useToast } from '@/ui/toasts';
import { useGo } from '@/ui/use-go';
import { places } from '../navigation';
import { useTheme } from '../theme-context';
import { useSignOut } from '../user-menu';
import { matches } from './matches';

/** Something that the palette offers. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly icon: ReactNode;
  /** Keys that do the same. */
  readonly keys?: readonly string[];
  /** Further words that it is found by. */
  readonly words?: string;
  readonly run: () => void;
}

const found = (commands: readonly Command[], search: string): readonly Command[] =>
  commands.filter(({ label, words = '' }) => matches(`${label} ${words}`, search));

/** The places of the dashboard. */
export function usePlaces(search: string): readonly Command[] {
  const go = useGo();
  return found(
    places.map(({ path, title, icon: Icon, key }) => ({
      id: path,
      label: title,
      icon: <Icon aria-hidden />,
      keys: ['g', key],
      words: 'go to',
      run: () => go(path),
    })),
    search,
  );
}

/** What can be done from anywhere. */
export function useActions(search: string): readonly Command[] {
  const [theme, setTheme] = useTheme();
  const say = useToast();
  const signOut = useSignOut();
  const copyLink = async (): Promise<void> => {
    await navigator.clipboard.writeText(window.location.href);
    say('The link to this page is in the clipboard.');
  };
  const themes = [
    { id: 'theme-light', label: 'Light theme', icon: <Sun aria-hidden />, value: 'light' },
    { id: 'theme-dark', label: 'Dark theme', icon: <Moon aria-hidden />, value: 'dark' },
    { id: 'theme-system', label: 'Theme of the system', icon: <Monitor aria-hidden />, value: 'system' },
  ] as const;
  return found(
    [
      {
        id: 'copy-link',
        label: 'Copy link to this page',
        icon: <Link2 aria-hidden />,
        words: 'address url share',
        run: () => void copyLink(),
      },
      ...themes
        .filter(({ value }) => value !== theme)
        .map(({ value, ...command }) => ({
          ...command,
          words: 'switch appearance',
          run: () => setTheme(value),
        })),
      { id: 'sign-out', label: 'Sign out', icon: <LogOut aria-hidden />, words: 'log', run: signOut },
    ],
    search,
  );
}

/** The stored templates. */
export function useTemplates(search: string): readonly Command[] {
  const api = useApi();
  const go = useGo();
  const { data } = useQuery(api.templates.list.queryOptions({}));
  const commands = (data?.items ?? []).map(({ name }) => ({
    id: `template-${name}`,
    label: name,
    icon: <LayoutTemplate aria-hidden />,
    words: 'template start',
    run: () => go(`/templates/${encodeURIComponent(name)}`),
  }));
  // Without a search, only a taste of them.
  return found(commands, search).slice(0, search.trim() === '' ? 3 : 8);
}

/** The page of runs that a search finds as text. */
export function useAllRuns(search: string): readonly Command[] {
  const go = useGo();
  const text = search.trim();
  if (text === '') return [];
  return [
    {
      id: 'all-runs',
      label: `All runs with “${text}”`,
      icon: <Play aria-hidden />,
      run: () => go(`/runs?q=${encodeURIComponent(text)}`),
    },
  ];
}
