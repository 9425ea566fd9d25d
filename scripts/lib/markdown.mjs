/** The text without its code: fences blanked line by line, so that lines keep their numbers. */
export const withoutFences = (text) => {
  let fence;
  return text
    .split('\n')
    .map((line) => {
      const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
      if (fence === undefined && mark !== undefined) fence = mark;
      else if (fence !== undefined && mark?.startsWith(fence)) fence = undefined;
      else if (fence === undefined) return line;
      return '';
    })
    .join('\n');
};

const numbered = (text) => text.split('\n').map((line, index) => ({ line, number: index + 1 }));

/** The lines inside fences, as `{ text, line }`, without a prompt sign. */
export const fencedLines = (text) => {
  const outside = withoutFences(text).split('\n');
  return numbered(text)
    .filter(({ line, number }) => line !== outside[number - 1] && !/^\s*(`{3,}|~{3,})/.test(line))
    .map(({ line, number }) => ({ text: line.replace(/^\s*(\$ )?/, ''), line: number }));
};

/** The code spans in running text, as `{ text, line }`. */
export const codeSpans = (text) =>
  numbered(withoutFences(text)).flatMap(({ line, number }) =>
    [...line.matchAll(/(`+)(.+?)\1(?!`)/g)].map((match) => ({ text: match[2].trim(), line: number })),
  );

/** The targets of links and pictures outside code, as `{ target, line }`. */
export const links = (text) =>
  numbered(withoutFences(text)).flatMap(({ line, number }) => {
    const plain = line.replace(/(`+).+?\1(?!`)/g, '');
    const inline = [...plain.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
    const defined = [...plain.matchAll(/^\s{0,3}\[[^\]]+\]:\s+<?([^\s>]+)/g)];
    const html = [...plain.matchAll(/\b(?:href|src)="([^"]+)"/g)];
    return [...inline, ...defined, ...html].map((match) => ({ target: match[1], line: number }));
  });

/** The anchors that GitHub gives the headings. */
export const anchors = (text) => {
  const seen = new Map();
  return withoutFences(text)
    .split('\n')
    .flatMap((line) => {
      const explicit = [...line.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)].map((match) => match[1]);
      const heading = /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1];
      if (heading === undefined) return explicit;
      const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
      const slug = words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
      const count = seen.get(slug) ?? 0;
      seen.set(slug, count + 1);
      return [...explicit, count === 0 ? slug : `${slug}-${count}`];
    });
};
