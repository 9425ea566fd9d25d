'use client';

import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { ChartTooltip } from './chart-tooltip';
import { type Series, shortDay } from './series';

interface DayBarsProps<T> {
  readonly rows: ReadonlyArray<T & { readonly day: string }>;
  /** Stacked, the first at the bottom. */
  readonly series: ReadonlyArray<Series<T>>;
  readonly axis: (value: number) => string;
  readonly exact: (value: number) => string;
  readonly label: string;
}

const tick = { fill: 'var(--muted)', fontSize: 12 };

/** A bar for each day. */
export function DayBars<T extends object>({ rows, series, axis, exact, label }: DayBarsProps<T>) {
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 256 }}>
      <BarChart data={[...rows]} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} title={label} role="img">
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="day"
          tickFormatter={shortDay}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          minTickGap={24}
        />
        <YAxis tickFormatter={axis} tick={tick} tickLine={false} axisLine={false} width={56} />
        <Tooltip
          cursor={{ fill: 'var(--sunken)' }}
          isAnimationActive={false}
          content={({ active, payload }) => {
            const row = payload?.[0]?.payload as (T & { day: string }) | undefined;
            if (!active || row === undefined) return null;
            const lines = series.map((each) => ({ ...each, text: exact(each.value(row)) }));
            return <ChartTooltip title={shortDay(row.day)} rows={lines.toReversed()} />;
          }}
        />
        {series.length > 1 ? (
          <Legend
            itemSorter={null}
            iconType="square"
            iconSize={9}
            formatter={(name) => <span className="text-muted">{name}</span>}
          />
        ) : null}
        {series.map(({ key, label: name, color, value }) => (
          <Bar
            key={key}
            name={name}
            dataKey={value}
            fill={color}
            stackId="all"
            maxBarSize={40}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
