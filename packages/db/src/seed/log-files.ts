import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attempt } from '@uet/schemas';

type Draft = { -readonly [K in keyof Attempt]: Attempt[K] };

const csi = '\u001b[';
const colored = [
  `${csi}1mRUN${csi}0m  unit tests`,
  ` ${csi}32m✓${csi}0m Cart > adds a product twice as one line ${csi}90m12 ms${csi}0m`,
  ` ${csi}32m✓${csi}0m Cart > keeps its sum in cents ${csi}90m3 ms${csi}0m`,
  ` ${csi}31m✗${csi}0m Checkout > shows the total with tax`,
  `   ${csi}31mAssertionError: expected 1999 to be 2000${csi}0m`,
  `   ${csi}36mtests/checkout.test.ts:41:11${csi}0m`,
  `${csi}33mwarning${csi}0m 2 tests took longer than a second`,
  `${csi}1;38;5;208mbuilding${csi}0m ${csi}48;2;20;80;160m storefront ${csi}0m in ${csi}4m4.2 s${csi}0m`,
];

/** How large the large log is. */
const largeBytes = 20_000_000;
const mostFolders = 12;

/**
 * Writes logs of some attempts under `<home>/logs`, one with colors and one large, and has the attempts name them. Of
 * the other attempts no logs are kept.
 */
export async function writeLogs(home: string, attempts: readonly object[], isLarge: boolean): Promise<void> {
  const ended = (attempts as readonly Draft[])
    .filter(({ ended_at: end }) => end !== null)
    .slice(-mostFolders);
  for (const [index, attempt] of ended.entries()) {
    const folder = join(home, 'logs', attempt.run_id, attempt.id);
    await mkdir(folder, { recursive: true });
    attempt.log_path = folder;
    await writeFile(join(folder, 'stderr.log'), attempt.reason === null ? '' : `${attempt.reason}\n`);
    const path = join(folder, 'stdout.log');
    if (isLarge && index === ended.length - 1) await writeLarge(path);
    else await writeFile(path, coloredText(index));
  }
}

const coloredText = (index: number): string =>
  Array.from({ length: 40 + 60 * index }, (_, line) => `${colored[line % colored.length]}\n`).join('');

/** The same thousand lines again and again, each block with its number: cheap, and yet every line is another. */
async function writeLarge(path: string): Promise<void> {
  const stream = createWriteStream(path);
  for (let written = 0, block = 0; written < largeBytes; block += 1) {
    const lines = Array.from({ length: 1_000 }, (_, line) => {
      const number = block * 1_000 + line;
      return `${String(number).padStart(8, '0')} ${colored[number % colored.length]}\n`;
    });
    const text = lines.join('');
    written += Buffer.byteLength(text);
    if (!stream.write(text)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}
