'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { classes } from '@/ui/classes';
import { Link } from '@/ui/link';

const tabs = [
  { path: '', title: 'Graph' },
  { path: '/timeline', title: 'Timeline' },
  { path: '/tasks', title: 'Tasks' },
  { path: '/patches', title: 'Patches' },
  { path: '/gates', title: 'Gates' },
  { path: '/logs', title: 'Logs' },
  { path: '/cost', title: 'Cost' },
  { path: '/events', title: 'Events' },
] as const;

/** The sides from which a run is looked at; each has an address of its own. */
export function RunTabs({ runId }: { readonly runId: string }) {
  const pathname = usePathname();
  const root = `/runs/${runId}`;
  const row = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address marks another tab.
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (here && row.current) row.current.scrollLeft = here.offsetLeft - row.current.clientWidth / 3;
  }, [pathname]);
  return (
    <nav
      ref={row}
      aria-label="Run"
      className="relative -mx-4 flex shrink-0 gap-1 overflow-x-auto border-b border-line px-4 md:mx-0 md:px-0"
    >
      {tabs.map(({ path, title }) => {
        const address = `${root}${path}`;
        const here = path === '' ? pathname === root : pathname.startsWith(address);
        return (
          <Link
            key={title}
            href={address}
            aria-current={here ? 'page' : undefined}
            className={classes(
              '-mb-px border-b-2 px-3 py-2 font-medium whitespace-nowrap -outline-offset-2',
              here
                ? 'border-accent text-text'
                : 'border-transparent text-muted hover:border-line-strong hover:text-text',
            )}
          >
            {title}
          </Link>
        );
      })}
    </nav>
  );
}
