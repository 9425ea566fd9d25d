import { compare, formatUsd, sum } from '@uet/core';
import type { CostLine as ApiLine } from '@uet/schemas/api';
import { oneOf } from '../arguments.js';
import { print, printJson } from '../output.js';
import { findRunId } from '../session/find-id.js';
import { withApi } from '../session/with-api.js';
import type { Surroundings } from '../surroundings.js';
import { columns, formatDuration } from '../view/format.js';

interface CostOptions {
  readonly run?: string;
  readonly by: string;
  readonly json?: boolean;
}

const groups = ['run', 'task', 'tool', 'model', 'day'] as const;
type CostGroup = (typeof groups)[number];

/** The costs of one group, as `--json` prints them. */
interface CostLine {
  /** The run id, the task's id in its template, the tool, the model, or the day. */
  readonly subject: string;
  /** Exact, of what could be priced. */
  readonly totalUsd: string;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly tokensCached: number;
  readonly seconds: number;
  /** How many records could not be priced. */
  readonly unpriced: number;
}

/** So many groups are shown at most, the dearest of them. */
const mostLines = 1000;

/** `uet costs`: what was spent, and what each landed patch cost. */
export async function costs(cli: Surroundings, options: CostOptions): Promise<number> {
  const [by = 'run'] = oneOf([options.by], '--by', groups);
  return withApi(cli, async ({ api }) => {
    const period = { run_id: await findRunId(api, options.run) };
    const [{ items }, { cost_usd: totalUsd, landed_patches: landed }] = await Promise.all([
      api.costs.by.query({ ...period, dimension: by, limit: mostLines }),
      api.costs.summary.query(period),
    ]);
    const lines = linesOf(by, items);
    const perLandedPatchUsd = landed === 0 ? null : (Number(totalUsd) / landed).toFixed(6);
    if (options.json === true) {
      printJson(cli, { by, lines, totalUsd, landedPatches: landed, perLandedPatchUsd });
    } else if (lines.length === 0) print(cli, 'nothing was spent yet');
    else {
      for (const line of costTable(by, lines)) print(cli, line);
      const each =
        perLandedPatchUsd === null
          ? ''
          : `, ${formatUsd(perLandedPatchUsd)} for each of ${landed} landed patches`;
      print(cli, `total ${formatUsd(totalUsd)}${each}`);
    }
    return 0;
  });
}

/** The dearest first; tasks that have one name in several runs are one line. */
function linesOf(by: CostGroup, items: readonly ApiLine[]): CostLine[] {
  const lines = new Map<string, CostLine>();
  for (const item of items) {
    const line = lineOf(by, item);
    const known = lines.get(line.subject);
    lines.set(line.subject, known === undefined ? line : together(known, line));
  }
  return [...lines.values()].sort((a, b) => compare(b.totalUsd, a.totalUsd));
}

const lineOf = (by: CostGroup, item: ApiLine): CostLine => ({
  subject: by === 'task' ? item.label : item.key === '' ? '-' : item.key,
  totalUsd: item.cost_usd,
  tokensIn: item.tokens_in,
  tokensOut: item.tokens_out,
  tokensCached: item.tokens_cached,
  seconds: item.compute_ms / 1000,
  unpriced: item.unpriced,
});

const together = (a: CostLine, b: CostLine): CostLine => ({
  subject: a.subject,
  totalUsd: sum(a.totalUsd, b.totalUsd),
  tokensIn: a.tokensIn + b.tokensIn,
  tokensOut: a.tokensOut + b.tokensOut,
  tokensCached: a.tokensCached + b.tokensCached,
  seconds: a.seconds + b.seconds,
  unpriced: a.unpriced + b.unpriced,
});

function costTable(by: CostGroup, lines: readonly CostLine[]): string[] {
  const rows = lines.map((line) => [
    line.subject,
    formatUsd(line.totalUsd),
    String(line.tokensIn),
    String(line.tokensOut),
    String(line.tokensCached),
    formatDuration(line.seconds * 1000),
    line.unpriced === 0 ? '' : `${line.unpriced} unpriced`,
  ]);
  return columns([[by.toUpperCase(), 'COST', 'TOKENS IN', 'OUT', 'CACHED', 'TIME', ''], ...rows]);
}
