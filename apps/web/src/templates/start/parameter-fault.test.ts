import type { TemplateParameter } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { placeholderValue, typedValue } from './parameter-fault';

const number: TemplateParameter = { type: 'number', integer: true, min: 11, max: 31, default: 20 };
const text: TemplateParameter = { type: 'string', pattern: '/.+|[A-Za-z]:.+' };

describe('typedValue', () => {
  it('turns text into a value of the type', () => {
    expect(typedValue('n', number, '12')).toEqual({ value: 12, fault: null });
    expect(typedValue('on', { type: 'boolean' }, 'true')).toEqual({ value: true, fault: null });
  });

  it.each<[TemplateParameter, string, string]>([
    [number, '10', 'less than 11'],
    [number, '12.5', 'not a whole number'],
    [text, 'relative', 'does not match the pattern'],
    [{ type: 'enum', values: ['minor', 'major'] }, 'minr', 'did you mean'],
    [{ type: 'path' }, '../x', 'leaves the repository'],
  ])('says what is wrong, case %#', (parameter, typed, words) => {
    expect(typedValue('p', parameter, typed).fault).toContain(words);
  });

  it('leaves the default where nothing is typed, and asks for what has none', () => {
    expect(typedValue('n', number, '')).toEqual({ value: undefined, fault: null });
    expect(typedValue('t', text, '').fault).toBe('A value is needed.');
  });

  it('does not repeat what is secret', () => {
    expect(typedValue('t', { ...text, secret: true }, 'hunter2').fault).not.toContain('hunter2');
  });
});

describe('placeholderValue', () => {
  it('finds what the rules of the parameter take', () => {
    expect(placeholderValue('tools', text)).toBe('/x');
    expect(placeholderValue('n', number)).toBe(11);
    expect(placeholderValue('e', { type: 'enum', values: ['a'] })).toBe('a');
    expect(placeholderValue('p', { type: 'string', pattern: 'never [0-9]{9}' })).toBeUndefined();
  });
});
