import type { FailingCase } from '@uet/schemas';
import { markOf } from './marks.js';
import { plainText } from './plain-text.js';

/** A failing case: name and place, then what it said, indented. */
export function caseLine({ name, file, line, message }: FailingCase): string[] {
  const place = file === null ? '' : ` (${file}${line === null ? '' : `:${line}`})`;
  const said =
    message === null
      ? []
      : plainText(message)
          .trimEnd()
          .split('\n')
          .map((text) => `      ${text}`);
  return ['', `  ${markOf('bad')} ${plainText(name)}${place}`, ...said];
}
