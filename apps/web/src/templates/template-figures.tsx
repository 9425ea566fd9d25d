import type { TemplateLine } from '@uet/schemas/api';
import { formatCount, formatDuration, formatMoney } from '@/ui/format';
import { Stat, Stats } from '@/ui/stat';
import { Age } from '@/ui/time';
import { successPercent } from './template-search';

/** How the runs of a template went. */
export function TemplateFigures({ template }: { readonly template: TemplateLine }) {
  const { tasks, runs, succeeded, mean_cost_usd, mean_duration_ms, last_run_at } = template;
  const percent = successPercent(template);
  return (
    <Stats label="Figures">
      <Stat label="Tasks" value={tasks === null ? '–' : formatCount(tasks)} />
      <Stat
        label="Runs"
        value={formatCount(runs)}
        note={
          last_run_at === null ? (
            'never run'
          ) : (
            <>
              the last <Age at={last_run_at} />
            </>
          )
        }
      />
      <Stat
        label="Succeeded"
        value={percent === null ? '–' : `${percent} %`}
        note={percent === null ? 'no runs yet' : `${formatCount(succeeded)} of ${formatCount(runs)}`}
      />
      <Stat label="Mean cost" value={formatMoney(mean_cost_usd)} note="of a run" />
      <Stat label="Mean duration" value={formatDuration(mean_duration_ms)} note="of a run" />
    </Stats>
  );
}
