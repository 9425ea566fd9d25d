// What the benchmarks share: the middle of their rounds, and how they tell what they found.

/** The middle one; of an even count the lower of the two. */
export const median = (numbers) =>
  numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? Number.NaN;

/** Three digits that count. */
export const round = (value) => Number(value.toPrecision(3));

/**
 * Prints the figures: with `--json` as one object, else as a line each.
 *
 * A figure is `{ name, value, unit, aim?, detail }`; `aim` is `{ atMost }` or `{ atLeast }`.
 */
export function tell(benchmark, figures, settings = {}) {
  const rounded = figures.map((figure) => ({ ...figure, value: round(figure.value) }));
  if (process.argv.includes('--json'))
    console.log(JSON.stringify({ benchmark, ...settings, figures: rounded }));
  else for (const figure of rounded) console.log(lineOf(benchmark, figure));
}

/** A figure as a line for a person. */
export function lineOf(benchmark, { name, value, unit, aim, detail }) {
  const verdict = aim === undefined ? '' : `  (aim ${aimText(aim)}: ${isMet(aim, value) ? 'met' : 'MISSED'})`;
  return `${benchmark}: ${name}: ${value}${unit === 'ratio' ? '×' : ` ${unit}`}${verdict}  ${detail}`;
}

export const aimText = ({ atMost, atLeast }) => (atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`);

export const isMet = ({ atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY }, value) =>
  value <= atMost && value >= atLeast;
