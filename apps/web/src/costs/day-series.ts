import type { CostLine } from '@uet/schemas/api';
import { type Series, seriesColors, shortMoney, shortNumber } from '@/charts/series';
import { formatCount, formatMoney } from '@/ui/format';

const [accent, good, warning] = seriesColors;

/** What one bar of a day can show. */
export interface Measure {
  readonly title: string;
  readonly series: ReadonlyArray<Series<CostLine>>;
  readonly axis: (value: number) => string;
  readonly exact: (value: number) => string;
}

const money = { axis: shortMoney, exact: (value: number) => formatMoney(String(value)) };
const number = { axis: shortNumber, exact: formatCount };

/** What a day cost for each patch that landed on it; 0 where none did. */
export const perLanded = ({ cost_usd, landed_patches }: CostLine): number =>
  landed_patches === null || landed_patches === 0 ? 0 : Number(cost_usd) / landed_patches;

/** The measures of a day, by their key in the address. */
export const measures = {
  cost: {
    title: 'Cost',
    series: [{ key: 'cost', label: 'Cost', color: accent, value: (line) => Number(line.cost_usd) }],
    ...money,
  },
  tokens: {
    title: 'Tokens',
    series: [
      { key: 'in', label: 'Read', color: accent, value: (line) => line.tokens_in },
      { key: 'cached', label: 'Read from a cache', color: good, value: (line) => line.tokens_cached },
      { key: 'out', label: 'Written', color: warning, value: (line) => line.tokens_out },
    ],
    ...number,
  },
  landed: {
    title: 'Landed patches',
    series: [{ key: 'landed', label: 'Landed', color: good, value: (line) => line.landed_patches ?? 0 }],
    ...number,
  },
  per_landed: {
    title: 'Cost per landed patch',
    series: [{ key: 'per_landed', label: 'Per landed patch', color: accent, value: perLanded }],
    ...money,
  },
} as const satisfies Readonly<Record<string, Measure>>;

/** A measure of a day. */
export type MeasureKey = keyof typeof measures;

/** True for a known measure. */
export const isMeasure = (key: string | null): key is MeasureKey =>
  key !== null && Object.hasOwn(measures, key);
