import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportsOf, usedBy } from '../lib/declarations.mjs';
import { aFolder } from './a-folder.mjs';

const exportsIn = (files) => exportsOf(join(aFolder(files), 'index.d.ts'));
const textsIn = (files) => exportsIn(files).map(({ text }) => text);

describe('exportsOf', () => {
  it('follows a name to where it is declared, also under another name', () => {
    const exported = exportsIn({
      'index.d.ts': "export { type A, b as c } from './one/index.js';\n",
      'one/index.d.ts': "export { b } from './b.js';\nimport { A } from '../a.js';\nexport { A };\n",
      'one/b.d.ts': 'export declare const b: number;\n',
      'a.d.ts': 'interface A { x: 1 }\nexport { A };\n',
    });
    expect(exported).toMatchObject([
      { as: 'A', from: './one/index.js', text: 'interface A { x: 1 }' },
      { as: 'c', from: './one/index.js', text: 'const b: number;' },
    ]);
  });

  it('shows every overload, without comments and private members', () => {
    const texts = textsIn({
      'index.d.ts': [
        '/** Adds. */',
        'export declare function add(a: number): number;',
        'export declare function add(a: string): string;',
        'export declare class Sum {',
        '    #private;',
        '    private readonly parts;',
        '    /** The sum. */',
        '    get value(): number;',
        '}',
      ].join('\n'),
    });
    expect(texts).toEqual([
      'function add(a: number): number;\nfunction add(a: string): string;',
      'class Sum {\n    get value(): number;\n}',
    ]);
  });

  it('leaves out what is in the fields of a zod schema', () => {
    const source =
      'export declare const s: z.ZodObject<{ a: z.ZodArray<z.ZodObject<{ b: z.ZodString }>> }>;\n';
    expect(textsIn({ 'index.d.ts': source })).toEqual([
      'const s: z.ZodObject<{ a: z.ZodArray<z.ZodObject<{ … }>> }>;',
    ]);
  });

  it('keeps what comes from another package as it is', () => {
    expect(textsIn({ 'index.d.ts': "export { z } from 'zod';\n" })).toEqual(["export { z } from 'zod';"]);
  });

  it('refuses an export that names nothing', () => {
    expect(() => exportsIn({ 'index.d.ts': "export * from './a.js';\n" })).toThrow('export *');
  });
});

describe('usedBy', () => {
  it('finds what is used without being exported, through other files, once', () => {
    const exported = exportsIn({
      'index.d.ts': "export { f, type Shown } from './f.js';\n",
      'f.d.ts': [
        "import type { Hidden } from './hidden.js';",
        'export interface Shown { a: Hidden; m: Map<string, import("zod").ZodType> }',
        'export declare function f(shown: Shown): import("./hidden.js").Hidden | Own;',
        'interface Own extends Deeper {}',
        'interface Deeper {}',
      ].join('\n'),
      'hidden.d.ts': 'export type Hidden = typeof table;\ndeclare const table: { a: 1 };\n',
    });
    expect(usedBy(exported).map(({ name }) => name)).toEqual(['Deeper', 'Hidden', 'Own', 'table']);
  });
});
