import type { ReactNode } from 'react';
import { classes } from './classes';

interface PanelProps {
  readonly title?: ReactNode;
  /** Buttons and such, at the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  /** Without padding: a table, say, that fills it. */
  readonly flush?: boolean;
}

/** A surface with a title. */
export function Panel({ title, actions, children, className, flush = false }: PanelProps) {
  return (
    <section className={classes('min-w-0 rounded-lg border border-line bg-panel', className)}>
      {title === undefined ? null : (
        <header className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2.5">
          <h2 className="font-semibold">{title}</h2>
          {actions}
        </header>
      )}
      <div className={flush ? undefined : 'p-4'}>{children}</div>
    </section>
  );
}

/** The head of a page: title, what it is about, and its actions. */
export function PageHead({
  title,
  about,
  actions,
}: {
  readonly title: ReactNode;
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        {about === undefined ? null : <p className="mt-0.5 text-muted">{about}</p>}
      </div>
      {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
