'use client';

import { useQuery } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import { useApi } from '@/api/api';
import { buttonClasses } from '@/ui/button';
import { Link } from '@/ui/link';
import { Empty, Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { TemplateView } from './template-view';

/** One template: what it does, what it would do with these parameters, and the form that starts it. */
export function TemplatePage({ name }: { readonly name: string }) {
  const api = useApi();
  const { data, error, refetch } = useQuery(api.templates.get.queryOptions({ name }));
  if (data !== undefined) return <TemplateView key={data.template.id} answer={data} />;
  if (error === null) {
    return (
      <Panel>
        <Loading lines={12} />
      </Panel>
    );
  }
  return (
    <Panel>
      {error instanceof TRPCClientError && error.data?.code === 'NOT_FOUND' ? (
        <Empty title={`There is no template “${name}”`}>
          <p>It may have been removed, or never saved.</p>
          <Link href="/templates" className={`${buttonClasses()} mt-3`}>
            All templates
          </Link>
        </Empty>
      ) : (
        <Problem error={error} retry={() => void refetch()} />
      )}
    </Panel>
  );
}
