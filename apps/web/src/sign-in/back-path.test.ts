import { describe, expect, it } from 'vitest';
import { backPath, codeIn } from './back-path';

const origin = 'http://localhost:3000';

describe('backPath', () => {
  it('goes back to pages of this site', () => {
    expect(backPath('/runs/01ABC?tab=tasks#peek', origin)).toBe('/runs/01ABC?tab=tasks#peek');
  });

  it('goes nowhere else', () => {
    for (const back of [
      null,
      '',
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
      '/sign-in?back=/sign-in',
    ]) {
      expect(backPath(back, origin)).toBe('/runs');
    }
  });
});

describe('codeIn', () => {
  it('takes a link or a code', () => {
    expect(codeIn(' http://localhost:3000/sign-in#a-b_c ')).toBe('a-b_c');
    expect(codeIn('a-b_c\n')).toBe('a-b_c');
  });
});
