import { Search } from 'lucide-react';
import type { ReactNode } from 'react';

/** What the palette looks like, before it has been loaded and after. */
export const look = {
  title: 'Search and go to',
  placeholder: 'Run, template, repository, branch, place or action',
  overlay: 'fixed inset-0 z-40 bg-black/40',
  box: 'fixed top-[12dvh] left-1/2 z-50 w-[calc(100%-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-xl border border-line-strong bg-panel shadow-pop outline-none',
  field: 'h-12 w-full bg-transparent outline-none placeholder:text-faint',
  list: 'h-96 max-h-[60dvh] overflow-y-auto p-2',
  maxLength: 200,
} as const;

/** The row with the field. */
export const FieldRow = ({ children }: { readonly children: ReactNode }) => (
  <div className="flex items-center gap-2.5 border-b border-line px-4">
    <Search aria-hidden className="size-4 shrink-0 text-muted" />
    {children}
  </div>
);
