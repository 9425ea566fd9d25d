import type { ScalarStyle, SourceNode } from './source-tree.js';

/** White space as the document may write it: in double quotes also as an escape or a continued line. */
const spaceIn: Record<ScalarStyle, RegExp> = {
  plain: /\s*/y,
  single: /\s*/y,
  double: /(?:\s|\\[nrt\n])*/y,
  block: /\s*/y,
};
const valueSpace = /\s*/y;

/** The sign that makes the next character stand for itself. */
const escapeSign: Record<ScalarStyle, string> = { plain: '', single: "''", double: '\\', block: '' };

function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  pattern.exec(text);
  return pattern.lastIndex;
}

/** Where the content of a scalar begins: after the quote, or after the header line of a block scalar. */
function contentStart(text: string, style: ScalarStyle, start: number): number {
  if (style === 'plain') return start;
  return style === 'block' ? text.indexOf('\n', start) + 1 : start + 1;
}

/**
 * The offset in the document of a character of a text scalar, found by walking both in step: runs of white space
 * (folding, indentation) count as equal, quotes may be doubled or escaped. Where an escape such as `\u00e9`
 * breaks the step, the start of the scalar is the answer.
 */
export function alignOffset(text: string, node: SourceNode, offset: number): number {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node.start;
  const { value, style, start } = node;
  const sign = escapeSign[style];
  let at = contentStart(text, style, start);
  for (let index = 0; index < offset; index++) {
    at = skip(spaceIn[style], text, at);
    index = skip(valueSpace, value, index);
    if (index >= offset) break;
    if (sign !== '' && text.startsWith(sign, at)) at += 1;
    if (text[at] !== value[index]) return start;
    at += 1;
  }
  return /\s/.test(value.charAt(offset)) ? at : skip(spaceIn[style], text, at);
}
