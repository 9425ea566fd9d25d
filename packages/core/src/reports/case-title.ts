import type { TestCase } from '@uet/schemas';

/** The name of a case with its suites: `suite > name`. */
export const caseTitle = ({ suite, name }: Pick<TestCase, 'suite' | 'name'>): string =>
  suite === null ? name : `${suite} > ${name}`;

/** All names under which a template may require a case. */
export function caseTitles(one: Pick<TestCase, 'suite' | 'name' | 'file'>): string[] {
  const title = caseTitle(one);
  return one.file === null
    ? [one.name, title]
    : [one.name, title, `${one.file} > ${one.name}`, `${one.file} > ${title}`];
}
