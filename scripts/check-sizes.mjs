import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, isMade, isMaterial } from './lib/files.mjs';
import { reportIfRun } from './lib/report.mjs';

const MAX_LINES = 350;
const AIM_MEDIAN_LINES = 90;
const folders = ['apps', 'benchmarks', 'examples', 'packages', 'scripts', 'tests'];

const linesOf = (text) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

/** Holds every source file under 350 lines, and tells the median. */
export const checkSizes = (root) => {
  const sizes = folders
    .flatMap((folder) => filesUnder(root, folder, (_, path) => isMade(path) || isMaterial(path)))
    .filter((path) => /\.(ts|tsx|mts|mjs|js)$/.test(path))
    .map((path) => ({ path, lines: linesOf(readFileSync(join(root, path), 'utf8')) }))
    .sort((a, b) => a.lines - b.lines);
  const median = sizes[Math.floor(sizes.length / 2)]?.lines ?? 0;
  return {
    problems: sizes
      .filter(({ lines }) => lines > MAX_LINES)
      .map(({ path, lines }) => `${path}: ${lines} lines, more than ${MAX_LINES}; split it`),
    note: `${sizes.length} files, median ${median} lines${median > AIM_MEDIAN_LINES ? `, over the aim of ${AIM_MEDIAN_LINES}` : ''}`,
  };
};

reportIfRun(import.meta.url, checkSizes);
