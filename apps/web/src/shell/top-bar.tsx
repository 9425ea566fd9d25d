'use client';

import { Search } from 'lucide-react';
import { useConnection } from '@/api/live-updates';
import { classes } from '@/ui/classes';
import { Hint } from '@/ui/hint';
import { Keys } from '@/ui/keys';
import { Link } from '@/ui/link';
import type { useSystem } from './use-system';
import { UserMenu } from './user-menu';

const connections = {
  live: { text: 'Live: changes appear as they happen', color: 'bg-good' },
  connecting: { text: 'Connecting…', color: 'bg-warning motion-safe:animate-pulse' },
  offline: { text: 'Not connected: what you see may be old', color: 'bg-bad' },
} as const;

interface TopBarProps {
  readonly system: ReturnType<typeof useSystem>;
  readonly onSearch: () => void;
}

/** The bar at the top: name, search, connection, and who is signed in. */
export function TopBar({ system, onSearch }: TopBarProps) {
  const connection = connections[useConnection()];
  return (
    <header className="sticky top-0 z-30 flex h-12 shrink-0 items-center gap-3 border-b border-line bg-panel px-4">
      <Link href="/runs" className="flex items-center gap-2 font-semibold tracking-tight">
        {/* biome-ignore lint/performance/noImgElement: a vector of 300 bytes has nothing to be optimized. */}
        <img src="/icon.svg" alt="" width={20} height={20} />
        UET
      </Link>
      <button
        type="button"
        aria-label="Search and go to"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={onSearch}
        className="ml-auto flex h-8 items-center gap-2 rounded-md border border-line-strong px-2.5 text-muted hover:bg-sunken hover:text-text sm:ml-4 sm:w-64 [&_svg]:size-4"
      >
        <Search aria-hidden />
        <span className="hidden flex-1 text-left sm:inline">Search…</span>
        <span className="hidden sm:inline">
          <Keys keys={['mod+k']} />
        </span>
      </button>
      <div className="flex items-center gap-1.5 sm:ml-auto">
        <Hint text={connection.text}>
          <span
            role="status"
            aria-label={connection.text}
            className="flex size-8 items-center justify-center"
          >
            <span className={classes('size-2 rounded-full', connection.color)} />
          </span>
        </Hint>
        <UserMenu system={system} />
      </div>
    </header>
  );
}
