'use client';

import { usePathname } from 'next/navigation';
import { classes } from '@/ui/classes';
import { Link } from '@/ui/link';
import { useRowScroll } from '@/ui/use-row-scroll';
import { places } from './navigation';

/** The places of the dashboard: a column on wide windows, a scrolling row on narrow ones. */
export function Sidebar({ pendingApprovals }: { readonly pendingApprovals: number }) {
  const pathname = usePathname();
  const here = places.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`))?.path;
  const row = useRowScroll<HTMLElement>('[aria-current]', here);
  return (
    <nav
      ref={row}
      aria-label="Places"
      className="relative flex shrink-0 gap-0.5 overflow-x-auto border-b border-line bg-panel px-2 py-1.5 md:sticky md:top-12 md:h-[calc(100dvh-3rem)] md:w-48 md:flex-col md:overflow-x-visible md:overflow-y-auto md:border-r md:border-b-0 md:px-2.5 md:py-3"
    >
      {places.map(({ path, title, icon: Icon }) => (
        <Link
          key={path}
          href={path}
          aria-current={path === here ? 'page' : undefined}
          className={classes(
            'flex items-center gap-2 rounded-md px-2.5 py-1.5 font-medium whitespace-nowrap -outline-offset-2',
            path === here ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-sunken hover:text-text',
          )}
        >
          <Icon aria-hidden className="size-4 shrink-0" />
          {title}
          {path === '/approvals' ? <Pending count={pendingApprovals} /> : null}
        </Link>
      ))}
    </nav>
  );
}

/** Its place is there from the start: nothing moves when the count is known. */
const Pending = ({ count }: { readonly count: number }) => (
  <span className="ml-auto inline-flex h-5 w-8 justify-end">
    {count === 0 ? null : (
      <span className="rounded-full bg-waiting-soft px-1.5 text-xs leading-5 text-waiting">
        {count > 99 ? '99+' : count}
        <span className="sr-only"> pending</span>
      </span>
    )}
  </span>
);
