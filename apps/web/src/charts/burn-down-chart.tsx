'use client';

import {
  Area,
  AreaChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatExact, formatMoney } from '@/ui/format';
import type { BurnDown } from './burn-down';
import { ChartTooltip } from './chart-tooltip';
import { shortMoney } from './series';

const tick = { fill: 'var(--muted)', fontSize: 12 };

const clock = (at: number): string =>
  new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });

/** What was spent of a budget over time, against its limit and the line at which it warns. */
export function BurnDownChart({ burnDown, label }: { readonly burnDown: BurnDown; readonly label: string }) {
  const { points, limit, warning, ticks } = burnDown;
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 256 }}>
      <AreaChart
        data={[...points]}
        margin={{ top: 16, right: 12, bottom: 0, left: 0 }}
        title={label}
        role="img"
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          type="number"
          scale="time"
          domain={['dataMin', 'dataMax']}
          tickFormatter={clock}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          minTickGap={32}
        />
        <YAxis
          domain={[0, ticks.at(-1) ?? 1]}
          ticks={ticks}
          tickFormatter={shortMoney}
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={56}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)' }}
          content={({ active, payload }) => {
            const point = payload?.[0]?.payload as BurnDown['points'][number] | undefined;
            if (!active || point === undefined) return null;
            const text = formatMoney(String(point.spent));
            const row = { key: 'spent', label: 'Spent', color: 'var(--accent)', text };
            return <ChartTooltip title={formatExact(new Date(point.at).toISOString())} rows={[row]} />;
          }}
        />
        {limit === null ? null : (
          <ReferenceLine
            y={limit}
            stroke="var(--bad)"
            strokeWidth={1.5}
            label={{ value: `Limit ${shortMoney(limit)}`, position: 'insideBottomRight', fill: 'var(--bad)' }}
          />
        )}
        {warning === null ? null : (
          <ReferenceLine
            y={warning}
            stroke="var(--warning)"
            strokeDasharray="5 4"
            label={{
              value: `Warning ${shortMoney(warning)}`,
              position: 'insideTopRight',
              fill: 'var(--warning)',
            }}
          />
        )}
        <Area
          dataKey="spent"
          type="stepAfter"
          stroke="var(--accent)"
          strokeWidth={2}
          fill="var(--accent-soft)"
          isAnimationActive={false}
        />
      </AreaChart>
    </ResponsiveContainer>
  );
}
