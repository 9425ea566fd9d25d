import type { Output } from '../surroundings.js';
import { wrap } from './format.js';
import { drawFrame } from './live-frame.js';
import { markOf } from './marks.js';
import { progressOf } from './progress-lines.js';
import type { RunSource } from './run-source.js';
import type { RunView } from './run-view.js';

const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
const clearBelow = '\u001b[J';
const lineUp = (lines: number): string => (lines === 0 ? '' : `\u001b[${lines}A`);

/** Redraws one picture of a run in place (what runs, what waits and why, what it cost so far), what happened above it. */
export async function liveView(source: RunSource, terminal: Output): Promise<RunView> {
  const progress = await progressOf(source);
  let drawn = 0;
  const above: string[] = [];
  const put = (lines: readonly string[]): void => {
    const said = above.splice(0).map((line) => `${line}\n`);
    terminal.write(
      `${hideCursor}${lineUp(drawn)}\r${clearBelow}${said.join('')}${lines.map((line) => `${line}\n`).join('')}`,
    );
    drawn = lines.length;
  };
  const tellProgress = async (): Promise<void> => {
    for (const { tone, text, isStart } of await progress()) {
      if (isStart) continue;
      const [first = '', ...others] = wrap(text, (terminal.columns || 80) - 5);
      above.push(`  ${markOf(tone)} ${first}`, ...others.map((other) => `    ${other}`));
    }
  };
  const update = async (): Promise<void> => {
    await tellProgress();
    const frame = await source.frame();
    if (frame === null) return;
    put(
      drawFrame({
        frame,
        now: new Date(),
        width: terminal.columns || 80,
        height: terminal.rows || 24,
      }),
    );
  };
  return {
    update,
    say(line) {
      above.push(line);
    },
    async end() {
      // The cursor comes back also where the database is gone.
      await tellProgress().finally(() => {
        put([]);
        terminal.write(showCursor);
      });
    },
  };
}
