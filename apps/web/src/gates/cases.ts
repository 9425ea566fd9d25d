import type { Contract, OutputOf } from '@uet/schemas/api';

type Execution = NonNullable<OutputOf<Contract['gates']['get']>['execution']>;

/** A test case as a gate saw it. */
export type GateCase = Execution['cases'][number];

/** A row of the list of cases: the head of a suite, or a case. */
export type CaseRow =
  | {
      readonly kind: 'suite';
      readonly key: string;
      readonly name: string;
      readonly cases: readonly GateCase[];
    }
  | { readonly kind: 'case'; readonly key: string; readonly test: GateCase };

/** What is asked for of the cases. */
interface CaseSelection {
  readonly search: string;
  readonly statuses: readonly GateCase['status'][];
  readonly flakyOnly: boolean;
  /** Keys of suites that are folded. */
  readonly folded: ReadonlySet<string>;
}

const badness: Readonly<Record<GateCase['status'], number>> = {
  errored: 0,
  failed: 0,
  skipped: 2,
  passed: 3,
};

/** True for a case that keeps its gate from passing. */
export const isBad = ({ status }: Pick<GateCase, 'status'>): boolean => badness[status] === 0;

/** The suite of a case as people call it: its file where it has none. */
export const suiteOf = ({ suite, file }: Pick<GateCase, 'suite' | 'file'>): string =>
  suite ?? file ?? 'Without a suite';

/** Where a case stands, as an editor opens it. */
export const locationOf = ({
  file,
  line,
}: {
  readonly file: string | null;
  readonly line: number | null;
}): string | null => (file === null ? null : line === null ? file : `${file}:${line}`);

/** The cases that are asked for. */
export function selectCases(
  cases: readonly GateCase[],
  { search, statuses, flakyOnly }: CaseSelection,
): readonly GateCase[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return cases.filter((test) => {
    if (flakyOnly && !test.flaky) return false;
    if (statuses.length > 0 && !statuses.includes(test.status)) return false;
    const text = `${test.suite ?? ''} ${test.name} ${test.file ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Cases by suite, suites with failures first, the cases that failed first in each. */
export function caseRows(cases: readonly GateCase[], folded: ReadonlySet<string>): readonly CaseRow[] {
  const suites = new Map<string, GateCase[]>();
  for (const test of cases) {
    const name = suiteOf(test);
    const known = suites.get(name);
    if (known === undefined) suites.set(name, [test]);
    else known.push(test);
  }
  const ordered = [...suites].toSorted(([, a], [, b]) => Number(b.some(isBad)) - Number(a.some(isBad)));
  return ordered.flatMap(([name, own]): CaseRow[] => {
    const key = `suite ${name}`;
    const head: CaseRow = { kind: 'suite', key, name, cases: own };
    if (folded.has(key)) return [head];
    const tests = own
      .toSorted((a, b) => badness[a.status] - badness[b.status])
      .map((test, index): CaseRow => ({ kind: 'case', key: `${key} ${index}`, test }));
    return [head, ...tests];
  });
}
