import type { createLowlight } from 'lowlight';
import type { DiffLine, Hunk } from './diff-line';
import type { Token } from './segments';

type Lowlight = ReturnType<typeof createLowlight>;
type Node = ReturnType<Lowlight['highlight']>['children'][number];

/** What a grammar calls a part of a line, and the class that gives it its color; others look like plain text. */
const names: Readonly<Record<string, string>> = {
  'hljs-keyword': 'keyword',
  'hljs-selector-tag': 'keyword',
  'hljs-literal': 'number',
  'hljs-number': 'number',
  'hljs-string': 'string',
  'hljs-regexp': 'string',
  'hljs-char': 'string',
  'hljs-link': 'string',
  'hljs-comment': 'comment',
  'hljs-quote': 'comment',
  'hljs-doctag': 'comment',
  'hljs-title': 'title',
  'hljs-section': 'title',
  'hljs-name': 'title',
  'hljs-selector-id': 'title',
  'hljs-selector-class': 'title',
  'hljs-type': 'type',
  'hljs-built_in': 'type',
  'hljs-class': 'type',
  'hljs-attr': 'attribute',
  'hljs-attribute': 'attribute',
  'hljs-property': 'attribute',
  'hljs-variable': 'attribute',
  'hljs-template-variable': 'attribute',
  'hljs-symbol': 'attribute',
  'hljs-bullet': 'attribute',
  'hljs-meta': 'meta',
};

/** Lines that are parsed at once; a grammar starts anew with each block, which only a long comment shows. */
const blockLines = 100;
/** Longer lines are data. */
const maxLength = 2_000;
/** How long the page may be held up at a time, in milliseconds. */
const sliceMs = 8;

/** Cuts the tree that a grammar makes of some lines into the tokens of each line. */
export function tokensByLine(nodes: readonly Node[]): Token[][] {
  const lines: Token[][] = [[]];
  let column = 0;
  const text = (value: string, name: string | null): void => {
    value.split('\n').forEach((part, index) => {
      if (index > 0) {
        lines.push([]);
        column = 0;
      }
      if (name !== null && part !== '')
        lines.at(-1)?.push({ start: column, end: column + part.length, name });
      column += part.length;
    });
  };
  const walk = (node: Node, name: string | null): void => {
    if (node.type === 'text') text(node.value, name);
    if (node.type !== 'element') return;
    const [first] = (node.properties.className as readonly string[] | undefined) ?? [];
    const own = names[first ?? ''] ?? name;
    for (const child of node.children) walk(child, own);
  };
  for (const node of nodes) walk(node, null);
  return lines;
}

interface Block {
  readonly language: string;
  readonly lines: readonly DiffLine[];
  tokens: ReadonlyMap<DiffLine, readonly Token[]> | null;
  asked: boolean;
}

/** Colors lines of code while the page is idle. */
export interface Highlighter {
  /** The tokens of a line; none yet where its block has not been parsed: it will be. */
  tokensOf(hunk: Hunk, line: DiffLine, language: string | null): readonly Token[];
  /** Calls back whenever more is known. */
  subscribe(changed: () => void): () => void;
  /** Grows whenever more is known. */
  version(): number;
}

function blocksOf(hunk: Hunk, language: string): ReadonlyMap<DiffLine, Block> {
  const blocks = new Map<DiffLine, Block>();
  for (const gone of [true, false]) {
    // Both states of the file are parsed with their own context, or an open string would color the other one.
    const lines = hunk.lines.filter(({ kind }) => kind !== (gone ? 'add' : 'delete'));
    if (gone && !hunk.lines.some(({ kind }) => kind === 'delete')) continue;
    for (let start = 0; start < lines.length; start += blockLines) {
      const part = lines.slice(start, start + blockLines);
      const block: Block = { language, lines: part, tokens: null, asked: false };
      for (const line of part) blocks.set(line, block);
    }
  }
  return blocks;
}

function parse(lowlight: Lowlight, { language, lines }: Block): ReadonlyMap<DiffLine, readonly Token[]> {
  const code = lines.map(({ text }) => (text.length > maxLength ? '' : text)).join('\n');
  const tokens = tokensByLine(lowlight.highlight(language, code).children);
  return new Map(lines.map((line, index) => [line, tokens[index] ?? []]));
}

const load = async (): Promise<Lowlight> => {
  const { common, createLowlight } = await import('lowlight');
  return createLowlight(common);
};

/** Makes a highlighter; the grammars are fetched when the first line is asked for. */
export function createHighlighter(): Highlighter {
  const hunks = new WeakMap<Hunk, ReadonlyMap<DiffLine, Block>>();
  const listeners = new Set<() => void>();
  const queue: Block[] = [];
  let version = 0;
  let running = false;

  const work = async (): Promise<void> => {
    const lowlight = await load();
    while (queue.length > 0) {
      const until = performance.now() + sliceMs;
      // The last one asked for is the one in view.
      for (
        let block = queue.pop();
        block !== undefined;
        block = performance.now() < until ? queue.pop() : undefined
      ) {
        block.tokens = lowlight.registered(block.language) ? parse(lowlight, block) : new Map();
      }
      version += 1;
      for (const changed of listeners) changed();
      await new Promise((resolve) => setTimeout(resolve));
    }
  };

  const ask = (block: Block): void => {
    block.asked = true;
    queue.push(block);
    if (running) return;
    running = true;
    // Without grammars the code is readable all the same.
    const ended = (): void => {
      running = false;
    };
    work().then(ended, ended);
  };

  return {
    tokensOf(hunk, line, language) {
      if (language === null) return [];
      const blocks = hunks.get(hunk) ?? blocksOf(hunk, language);
      hunks.set(hunk, blocks);
      const block = blocks.get(line);
      if (block !== undefined && !block.asked) ask(block);
      return block?.tokens?.get(line) ?? [];
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    version: () => version,
  };
}
