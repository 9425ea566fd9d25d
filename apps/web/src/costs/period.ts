const dayMs = 86_400_000;

/** The periods that are one click away, in days. */
export const periodKeys = ['7', '30', '90'] as const;

/** The time that costs are added up for: days, in UTC. */
export interface Period {
  readonly key: (typeof periodKeys)[number] | 'custom';
  /** The first day, e.g. `2026-01-31`. */
  readonly from: string;
  /** The last day. */
  readonly to: string;
  readonly since: string;
  /** Null where the period goes on. */
  readonly until: string | null;
}

/** The day so many days after another one. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

const startOf = (day: string): string => `${day}T00:00:00.000Z`;

function isDay(text: string | null): text is string {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** The period that the query of the address asks for; the last 30 days where it asks for none that makes sense. */
export function periodOf(query: { get(name: string): string | null }, today: string): Period {
  const [from, to] = [query.get('from'), query.get('to')];
  if (isDay(from) && isDay(to)) {
    const [first, last] = from <= to ? [from, to] : [to, from];
    return {
      key: 'custom',
      from: first,
      to: last,
      since: startOf(first),
      until: startOf(dayAfter(last, 1)),
    };
  }
  const key = periodKeys.find((each) => each === query.get('period')) ?? '30';
  const first = dayAfter(today, 1 - Number(key));
  return { key, from: first, to: today, since: startOf(first), until: null };
}

/** How many days a chart shows at most: of a longer period the last ones. */
const maxDays = 400;

/** Each day of the period with its row, or with an empty one. */
export function everyDay<T extends { readonly key: string }>(
  rows: readonly T[],
  { from, to }: Period,
  empty: T,
): Array<T & { readonly day: string }> {
  const known = new Map(rows.map((row) => [row.key, row]));
  const first = dayAfter(to, 1 - maxDays);
  const days: Array<T & { day: string }> = [];
  for (let day = from < first ? first : from; day <= to; day = dayAfter(day, 1)) {
    days.push({ ...(known.get(day) ?? { ...empty, key: day }), day });
  }
  return days;
}
