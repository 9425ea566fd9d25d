'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useApi } from '@/api/api';
import { useMay } from '@/shell/use-system';
import { Button } from '@/ui/button';
import { Input } from '@/ui/field';
import { Hint } from '@/ui/hint';
import { Empty, Loading, Problem } from '@/ui/notices';
import { PageHead, Panel } from '@/ui/panel';
import { useGo } from '@/ui/use-go';
import { useUrl } from '@/ui/use-url';
import { TemplateCard } from './template-card';
import { TemplateEditor } from './template-editor';
import { searchTemplates } from './template-search';

/** The gallery of templates. */
export function TemplatesPage() {
  const api = useApi();
  const go = useGo();
  const [query, change] = useUrl();
  const maySave = useMay('operator');
  const search = query.get('q') ?? '';
  const { data, error, refetch } = useQuery(api.templates.list.queryOptions({}));
  const found = searchTemplates(data?.items ?? [], search);
  const create = (
    <Hint text={maySave ? 'Paste or upload one' : 'Needs the role operator'}>
      <span>
        <Button look="primary" disabled={!maySave} onClick={() => change({ new: '1' })}>
          <Plus aria-hidden className="size-4" />
          New template
        </Button>
      </span>
    </Hint>
  );
  return (
    <>
      <PageHead
        title="Templates"
        about="What can be run: each says what work is to be done, and what has to hold before it lands."
        actions={create}
      />
      {data === undefined ? (
        <Panel>
          {error === null ? <Loading lines={8} /> : <Problem error={error} retry={() => void refetch()} />}
        </Panel>
      ) : data.items.length === 0 ? (
        <Panel>
          <Empty title="No template yet">
            <p>A template is known here once it was saved, or run from the command line.</p>
            <div className="mt-4">{create}</div>
          </Empty>
        </Panel>
      ) : (
        <>
          <Input
            type="search"
            aria-label="Search templates"
            placeholder="Search by name, title, description, status…"
            className="max-w-md"
            value={search}
            onChange={({ target }) => change({ q: target.value })}
          />
          {found.length === 0 ? (
            <Panel>
              <Empty title={`Nothing matches “${search}”`}>
                <Button onClick={() => change({ q: null })}>Show all {data.items.length}</Button>
              </Empty>
            </Panel>
          ) : (
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,22rem),1fr))] gap-4">
              {found.map((template) => (
                <li key={template.id} className="grid">
                  <TemplateCard template={template} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      {query.get('new') === '1' && maySave ? (
        <TemplateEditor
          onClose={() => change({ new: null })}
          onSaved={(name) => go(`/templates/${encodeURIComponent(name)}`)}
        />
      ) : null}
    </>
  );
}
