'use client';

import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { arrive } from '@/ui/leaving';
import { ToastProvider } from '@/ui/toasts';
import { useGo } from '@/ui/use-go';
import { places } from './navigation';
import { OfflineBanner } from './offline-banner';
import { Palette } from './palette/palette';
import { Shortcuts, useShortcuts } from './shortcuts/shortcuts';
import { Sidebar } from './sidebar';
import type { Theme } from './theme';
import { ThemeProvider } from './theme-context';
import { TopBar } from './top-bar';
import { useSystem } from './use-system';

/** What surrounds every page: places, search, who is signed in. Pages without a session stand alone. */
export function Shell({
  initialTheme,
  children,
}: {
  readonly initialTheme: Theme;
  readonly children: ReactNode;
}) {
  const alone = usePathname() === '/sign-in';
  return (
    <ThemeProvider initialTheme={initialTheme}>
      <ToastProvider>
        {alone ? (
          children
        ) : (
          <Shortcuts>
            <Frame>{children}</Frame>
          </Shortcuts>
        )}
      </ToastProvider>
    </ThemeProvider>
  );
}

function Frame({ children }: { readonly children: ReactNode }) {
  const system = useSystem();
  const go = useGo();
  useArrivals();
  const [searching, setSearching] = useState(false);
  useLater(laterMs);
  useShortcuts(
    'Go to',
    [
      { keys: ['mod+k'], label: 'Search and go to', whileWriting: true, run: () => setSearching(true) },
      ...places.map(({ path, title, key }) => ({
        keys: ['g', key],
        label: title,
        run: () => go(path),
      })),
    ],
    true,
  );
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-raised px-3 py-2 shadow-pop focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <TopBar system={system} onSearch={() => setSearching(true)} />
      <div className="flex min-h-0 flex-1 flex-col md:flex-row md:items-start">
        <Sidebar pendingApprovals={system?.pending_approvals ?? 0} />
        <main
          id="content"
          tabIndex={-1}
          // On very wide windows in the middle, and no wider than an eye follows a line.
          className="flex w-full min-w-0 max-w-544 flex-1 flex-col gap-4 self-stretch p-4 outline-none md:mx-auto md:p-6"
        >
          {children}
        </main>
      </div>
      {searching ? <Palette onClose={() => setSearching(false)} /> : null}
      <OfflineBanner />
    </div>
  );
}

/** Notes which page is there, by its address: also where somebody goes back before another one has come. */
function useArrivals(): void {
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address means another page.
  useEffect(arrive, [pathname]);
  useEffect(() => {
    window.addEventListener('popstate', arrive);
    return () => window.removeEventListener('popstate', arrive);
  }, []);
}

/** When the page has long been drawn, in milliseconds. */
const laterMs = 3_000;

/** Loads what pages load without, so that it opens at once and even where the connection is gone by then. */
function useLater(afterMs: number): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      const parts = [
        import('@/ui/dialog-box'),
        import('@/ui/menu-box'),
        import('@/ui/toast-list'),
        import('./palette/command-palette'),
      ];
      void Promise.allSettled(parts);
    }, afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
}
