import { describe, expect, it } from 'vitest';
import { markSegments, segmentsOf, shownText, toneOf } from './ansi';

describe('toneOf', () => {
  it('finds the nearest tone of any color', () => {
    expect(
      ['187, 0, 0', '0, 187, 0', '187, 187, 0', '0, 0, 187', '187, 0, 187', '0, 187, 187'].map(toneOf),
    ).toEqual(['bad', 'good', 'warning', 'active', 'waiting', 'accent']);
    expect(['0, 0, 0', '85, 85, 85', '255, 255, 255'].map(toneOf)).toEqual([null, 'faint', null]);
  });
});

describe('shownText', () => {
  it('shows what a terminal would: progress written over, links and bells gone', () => {
    expect(shownText('10 %\r50 %\r100 %')).toBe('100 %');
    expect(shownText('\u001b]8;;https://example.org\u0007link\u001b]8;;\u0007\u0007')).toBe('link');
    expect(shownText('not all of it yet \u001b[3')).toBe('not all of it yet ');
  });
});

describe('segmentsOf', () => {
  it('goes on with the style of the line before', () => {
    const [first, second] = segmentsOf('still red\u001b[0m plain', '\u001b[31m\u001b[1m');
    expect([first?.text, first?.tone, first?.bold]).toEqual(['still red', 'bad', true]);
    expect([second?.text, second?.tone, second?.bold]).toEqual([' plain', null, false]);
  });

  it('never shows an escape sequence', () => {
    expect(
      segmentsOf('\u001b[2K\u001b[1Gdone\u001b[38;5;208m!', '')
        .map(({ text }) => text)
        .join(''),
    ).toBe('done!');
  });
});

describe('markSegments', () => {
  it('marks what was searched for, across colors, whatever its case', () => {
    const segments = segmentsOf('an Err\u001b[31mor and an error', '');
    expect(markSegments(segments, 'error').map(({ text, marked }) => (marked ? `<${text}>` : text))).toEqual([
      'an ',
      '<Err>',
      '<or>',
      ' and an ',
      '<error>',
    ]);
  });
});
