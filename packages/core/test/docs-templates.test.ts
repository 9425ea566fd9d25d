import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileTemplate, parseCatalog, parsePriceTable, parseTemplate } from '@uet/core';
import type { Template } from '@uet/schemas';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const knownTools = ['command', 'patch', 'noop', 'claude', 'codex', 'aider', 'gemini', 'house-style'];

const head = 'template: v1\nmetadata: { name: example, version: 1.0.0 }\n';
const work = 'phases: [{ id: main, workstreams: [{ id: all, tasks: [{ id: one, run: [make] }] }] }]\n';
const beforeTasks = 'phases:\n  - id: main\n    workstreams:\n      - id: all\n        tasks:\n';

/** What makes a whole template of each kind of block: a template, some top-level keys, a list of tasks. */
const wholes: Readonly<Record<string, (block: string) => string>> = {
  template: (block) => block,
  part: (block) => `${head}${block}${work}`,
  tasks: (block) => `${head}${beforeTasks}${block.replace(/^(?=.)/gm, '          ')}`,
};

interface Example {
  readonly kind: string;
  readonly text: string;
}

/** The blocks whose info string names a kind after `yaml`. */
const blocksOf = (document: string): Example[] =>
  [...document.matchAll(/^```yaml (\w+)\n(.*?)^```$/gms)].map(([, kind = '', text = '']) => ({ kind, text }));

/** The templates that a document has its reader write by `cat > … <<'END'`. */
const writtenIn = (document: string): Example[] =>
  [...document.matchAll(/<<'END'\n(template: v1\n.*?)^END$/gms)].map(([, text = '']) => ({
    kind: 'template',
    text,
  }));

/** A value for each parameter that has to be given. */
const valuesFor = ({ parameters = {} }: Template): Record<string, string> =>
  Object.fromEntries(Object.keys(parameters).map((name) => [name, '1.0']));

function check({ kind, text }: Example, file: string): void {
  if (kind === 'catalog') {
    parseCatalog(text, { file });
  } else if (kind === 'prices') {
    parsePriceTable(text, { file });
  } else {
    const whole = wholes[kind]?.(text) ?? '';
    const { template } = parseTemplate(whole, { file, knownTools });
    expect(compileTemplate(template, valuesFor(template)).tasks.length).toBeGreaterThan(0);
  }
}

describe.each([
  ['README.md', 1],
  ['docs/getting-started.md', 3],
  ['docs/templates.md', 9],
  ['docs/tools.md', 2],
])('%s', (file, least) => {
  const document = readFileSync(`${root}${file}`, 'utf8');
  const examples = [...blocksOf(document), ...writtenIn(document)];

  it('has examples to check', () => {
    expect(examples.length).toBeGreaterThanOrEqual(least);
  });

  it.each(examples.map((example, index) => [index + 1, example] as const))(
    'has a sound example %i',
    (_, example) => {
      expect(() => check(example, file)).not.toThrow();
    },
  );
});
