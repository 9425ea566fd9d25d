import type { DocStatus } from '@uet/schemas';
import { Archive, CircleCheck, PencilLine } from 'lucide-react';
import { classes } from '@/ui/classes';
import { Hint } from '@/ui/hint';
import { toneClasses } from '@/ui/tones';

const looks = {
  draft: { icon: PencilLine, tone: 'waiting', means: 'It is still being written' },
  active: { icon: CircleCheck, tone: 'good', means: 'It is in use' },
  deprecated: { icon: Archive, tone: 'warning', means: 'Another one is to be used instead' },
} as const satisfies Record<DocStatus, unknown>;

/** How far a template is: being written, in use, or to be replaced. */
export function TemplateStatus({ status }: { readonly status: DocStatus }) {
  const { icon: Icon, tone, means } = looks[status];
  return (
    <Hint text={means}>
      <span
        className={classes(
          'inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap',
          toneClasses[tone],
        )}
      >
        <Icon aria-hidden className="size-3.5" />
        {status}
      </span>
    </Hint>
  );
}
