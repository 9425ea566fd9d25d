import type { Contract, OutputOf } from '@uet/schemas/api';

type Results = OutputOf<Contract['runs']['cancel_many']>['results'];

const runs = (count: number): string => `${count} run${count === 1 ? '' : 's'}`;

/** How a bulk action ended, in words: how many it was done for, and why not for the others. */
export function bulkWords(
  verb: string,
  results: Results,
): { readonly text: string; readonly tone: 'good' | 'bad' } {
  const failed = results.filter(({ done }) => !done);
  const count = results.length - failed.length;
  if (failed.length === 0) return { text: `${verb} ${runs(count)}.`, tone: 'good' };
  const reasons = new Map<string, number>();
  for (const { id, problem } of failed) {
    // The same reason reads the same for every run: how it names the run does not count.
    const why = (problem ?? 'no reason was given')
      .replaceAll(`run ${id}`, 'the run')
      .replaceAll(id, 'the run');
    reasons.set(why, (reasons.get(why) ?? 0) + 1);
  }
  const whys = [...reasons].map(([why, times]) => (times > 1 ? `${why} (${times} times)` : why)).join('; ');
  const begin =
    count === 0 ? `${verb} none of ${runs(results.length)}` : `${verb} ${count} of ${runs(results.length)}`;
  return { text: `${begin}: ${whys}.`, tone: 'bad' };
}
