import { markOf, painted } from './marks.js';
import { type ProgressLine, progressOf } from './progress-lines.js';
import type { RunSource } from './run-source.js';
import type { RunView } from './run-view.js';

/** The time of day where this process runs: `12:03:04`. */
const timeOf = ({ at }: ProgressLine): string => new Date(at).toTimeString().slice(0, 8);

/** Shows a run as lines, one for each thing that matters: for logs, and for terminals that are none. */
export async function plainView(source: RunSource, write: (line: string) => void): Promise<RunView> {
  const progress = await progressOf(source);
  const update = async (): Promise<void> => {
    for (const line of await progress())
      write(`${painted('neutral', timeOf(line))} ${markOf(line.tone)} ${line.text}`);
  };
  return { update, say: write, end: update };
}
