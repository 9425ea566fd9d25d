'use client';

import type { ReactNode } from 'react';
import { useSystem } from '@/shell/use-system';
import { classes } from '@/ui/classes';
import { Link } from '@/ui/link';
import { PageHead } from '@/ui/panel';
import { BudgetsPanel } from './budgets-panel';
import { HealthPanel } from './health-panel';
import { PricesPanel } from './prices-panel';
import { type SectionPath, sections } from './sections';
import { TokensPanel } from './tokens-panel';

const panels: Readonly<Record<SectionPath, () => ReactNode>> = {
  health: HealthPanel,
  tokens: TokensPanel,
  budgets: BudgetsPanel,
  prices: PricesPanel,
};

/** The settings, one part at a time. */
export function SettingsPage({ section }: { readonly section: SectionPath }) {
  const system = useSystem();
  const Part = panels[section];
  return (
    <>
      <PageHead title="Settings" about={`UET ${system?.version ?? '…'}`} />
      <nav aria-label="Settings" className="flex gap-0.5 overflow-x-auto border-b border-line">
        {sections.map(({ path, title }) => (
          <Link
            key={path}
            href={`/settings/${path}`}
            aria-current={path === section ? 'page' : undefined}
            className={classes(
              'border-b-2 px-3 py-2 font-medium whitespace-nowrap -outline-offset-2',
              path === section ? 'border-accent text-text' : 'border-transparent text-muted hover:text-text',
            )}
          >
            {title}
          </Link>
        ))}
      </nav>
      <Part />
    </>
  );
}
