import { describe, expect, it } from 'vitest';
import { align } from './align';
import type { DiffLine } from './diff-line';

const signs = { '-': 'delete', '+': 'add', ' ': 'context' } as const;

const hunk = (text: string): DiffLine[] => {
  let [old, next] = [0, 0];
  return text.split('\n').map((line): DiffLine => {
    const kind = signs[line[0] as keyof typeof signs];
    if (kind !== 'add') old += 1;
    if (kind !== 'delete') next += 1;
    return {
      kind,
      old_line: kind === 'add' ? null : old,
      new_line: kind === 'delete' ? null : next,
      text: line.slice(1),
    };
  });
};

const shown = (text: string): string[] =>
  align(hunk(text)).map(
    ({ left, right, related }) => `${left?.text ?? ''}${related ? ' ~ ' : ' | '}${right?.text ?? ''}`,
  );

describe('align', () => {
  it('puts context on both sides, and a changed line beside what it became', () => {
    expect(shown(' first\n-const a = 1\n+const a = 2\n last')).toEqual([
      'first | first',
      'const a = 1 ~ const a = 2',
      'last | last',
    ]);
  });

  it('finds the changed line among added ones', () => {
    expect(shown('-return sum(items)\n+// new\n+if (empty) stop()\n+return sum(items, tax)')).toEqual([
      ' | // new',
      ' | if (empty) stop()',
      'return sum(items) ~ return sum(items, tax)',
    ]);
  });

  it('puts lines that have nothing in common side by side without relating them', () => {
    expect(shown('-alpha beta\n+gamma delta')).toEqual(['alpha beta | gamma delta']);
  });

  it('leaves a side empty where there is nothing', () => {
    expect(shown('-a b c\n-d e f\n+a b x')).toEqual(['a b c ~ a b x', 'd e f | ']);
  });

  it('starts anew where a deletion follows an addition', () => {
    expect(shown('+a\n-b')).toEqual([' | a', 'b | ']);
  });

  it('keeps every line once, in order, in large blocks too', () => {
    const many = Array.from({ length: 300 }, (_, index) => `-old ${index}\n`).join('');
    const more = Array.from({ length: 250 }, (_, index) => `+new ${index}`).join('\n');
    const pairs = align(hunk(many + more));
    expect(pairs).toHaveLength(300);
    expect(pairs.flatMap(({ right }) => (right === null ? [] : [right.new_line]))).toEqual(
      Array.from({ length: 250 }, (_, index) => index + 1),
    );
  });
});
