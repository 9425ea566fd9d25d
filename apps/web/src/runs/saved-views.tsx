'use client';

import { useQuery } from '@tanstack/react-query';
import { Bookmark, BookmarkPlus, ListX } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useApi } from '@/api/api';
import { useMay } from '@/shell/use-system';
import { Button } from '@/ui/button';
import { Menu } from '@/ui/menu';
import { useUrl } from '@/ui/use-url';
import { sameView, viewQuery } from './run-filters';

const ViewDialogs = dynamic(async () => (await import('./view-dialogs')).ViewDialogs, { ssr: false });

/** The saved views: a menu to open one, save what is shown now, and delete. A view is no more than a link. */
export function SavedViews() {
  const api = useApi();
  const [query, change] = useUrl();
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  const { data } = useQuery(api.runs.views.queryOptions({}));
  const mayChange = useMay('operator');
  const views = data?.items ?? [];
  const shown = viewQuery(query);
  const here = views.find((view) => sameView(view.query, shown));
  const cleared = Object.fromEntries(Object.keys(shown).map((key) => [key, null]));
  return (
    <>
      <Menu
        trigger={
          <Button>
            <Bookmark aria-hidden className="size-4" />
            <span className="w-28 truncate text-left">{here?.name ?? 'Views'}</span>
          </Button>
        }
        items={[
          ...views.map((view) => ({
            label: view.name,
            icon: <Bookmark aria-hidden className={view === here ? 'fill-current' : ''} />,
            onSelect: () => change({ ...cleared, ...view.query }, { push: true }),
          })),
          {
            label: mayChange ? 'Save this view…' : 'Save this view (needs the role operator)',
            icon: <BookmarkPlus aria-hidden />,
            disabled: !mayChange,
            apart: views.length > 0,
            onSelect: () => setDialog('save'),
          },
          ...(views.length === 0
            ? []
            : [{ label: 'All views…', icon: <ListX aria-hidden />, onSelect: () => setDialog('manage') }]),
        ]}
      />
      {dialog === null ? null : (
        <ViewDialogs
          dialog={dialog}
          views={views}
          shown={shown}
          mayChange={mayChange}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}
