import type { TemplateLine } from '@uet/schemas/api';
import type { ReactNode } from 'react';
import { formatCount, formatDuration, formatMoney } from '@/ui/format';
import { Link } from '@/ui/link';
import { ProgressBar } from '@/ui/progress';
import { Age } from '@/ui/time';
import { successPercent } from './template-search';
import { TemplateStatus } from './template-status';

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-[13px] text-muted">{name}</dt>
    <dd className="truncate">{children}</dd>
  </div>
);

/** A template in the gallery: what it does, and how its runs went. All of it leads to its page. */
export function TemplateCard({ template }: { readonly template: TemplateLine }) {
  const { name, title, description, status, template_version, tasks, runs, succeeded } = template;
  const percent = successPercent(template);
  return (
    <article className="relative flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-panel p-4 focus-within:border-accent hover:border-line-strong">
      <header className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="font-semibold break-words">
            <Link href={`/templates/${encodeURIComponent(name)}`} className="after:absolute after:inset-0">
              {title}
            </Link>
          </h2>
          <p className="truncate text-[13px] text-muted">
            {name} · {template_version}
          </p>
        </div>
        <span className="relative shrink-0">
          <TemplateStatus status={status} />
        </span>
      </header>
      <p className="line-clamp-2 min-h-[2.9em] text-muted">{description ?? 'No description.'}</p>
      <div className="flex items-center gap-3">
        <ProgressBar
          label={percent === null ? 'Never run' : `${percent} % of ${runs} runs succeeded`}
          total={runs}
          parts={[
            { label: 'succeeded', tone: 'good', count: succeeded },
            { label: 'other', tone: 'neutral', count: runs - succeeded },
          ]}
        />
        <span className="shrink-0 text-[13px] text-muted">
          {percent === null ? 'never run' : `${percent} % of ${formatCount(runs)} succeeded`}
        </span>
      </div>
      <dl className="mt-auto grid grid-cols-4 gap-3 border-t border-line pt-3">
        <Fact name="Tasks">{tasks === null ? 'unreadable' : formatCount(tasks)}</Fact>
        <Fact name="Mean cost">{formatMoney(template.mean_cost_usd)}</Fact>
        <Fact name="Mean time">{formatDuration(template.mean_duration_ms)}</Fact>
        <Fact name="Last run">
          <span className="relative">
            <Age at={template.last_run_at} />
          </span>
        </Fact>
      </dl>
    </article>
  );
}
