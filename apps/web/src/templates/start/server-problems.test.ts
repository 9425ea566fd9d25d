import { describe, expect, it } from 'vitest';
import { sortProblems } from './server-problems';

const problem = (path: string | null, message: string) => ({
  path,
  message,
  line: null,
  column: null,
  hint: null,
});

describe('sortProblems', () => {
  it('puts each problem beside its field, the first one where there are several', () => {
    const { byField, others } = sortProblems(
      [
        problem('src', 'is not there'),
        problem('src', 'again'),
        problem('/r', 'is no repository'),
        problem('main', 'is no branch'),
        problem(null, 'else'),
        { ...problem(null, 'in the text'), line: 3, column: 1 },
      ],
      { src: { type: 'path' } },
      { repository: '/r', branch: 'main' },
    );
    expect(byField).toEqual({
      'p.src': 'is not there',
      repository: 'is no repository',
      branch: 'is no branch',
    });
    expect(others.map(({ message }) => message)).toEqual(['else', 'in the text']);
  });
});
