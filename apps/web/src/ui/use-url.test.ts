import { describe, expect, it } from 'vitest';
import { changedSearch } from './use-url';

describe('changedSearch', () => {
  it('changes what it is told and leaves the rest', () => {
    expect(changedSearch('?state=queued&search=a', { search: 'b c' })).toBe('?state=queued&search=b+c');
  });

  it('keeps several values of one name, and leaves empty ones out', () => {
    expect(changedSearch('', { state: ['queued', 'applied'], search: '' })).toBe(
      '?state=queued&state=applied',
    );
    expect(changedSearch('?state=queued', { state: null })).toBe('');
  });
});
