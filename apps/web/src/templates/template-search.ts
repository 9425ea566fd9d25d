import type { TemplateLine } from '@uet/schemas/api';

/** The templates in which every word of the search occurs; those that were run last come first. */
export function searchTemplates(templates: readonly TemplateLine[], search: string): TemplateLine[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return templates
    .filter(({ name, title, description, status, saved_by }) => {
      const text = `${name} ${title} ${description ?? ''} ${status} ${saved_by}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort(
      (a, b) => (b.last_run_at ?? '').localeCompare(a.last_run_at ?? '') || a.title.localeCompare(b.title),
    );
}

/** The share of runs that succeeded, in percent; null where there are none. */
export const successPercent = ({
  runs,
  succeeded,
}: Pick<TemplateLine, 'runs' | 'succeeded'>): number | null =>
  runs === 0 ? null : Math.round((100 * succeeded) / runs);
