const visit = (node, enter) => {
  if (Array.isArray(node)) {
    for (const each of node) visit(each, enter);
  } else if (typeof node?.type === 'string' && enter(node) !== false) {
    for (const child of Object.values(node))
      if (child !== null && typeof child === 'object') visit(child, enter);
  }
};

const isPrivate = ({ accessibility, key }) =>
  accessibility === 'private' || key?.type === 'PrivateIdentifier';

/** Where a node names something that is declared elsewhere: `{ name, from }`, `from` if it imports it on the spot. */
const useIn = (node) => {
  if (node.type === 'TSTypeReference' && node.typeName.type === 'Identifier')
    return { name: node.typeName.name };
  if (node.type === 'TSTypeQuery' && node.exprName.type === 'Identifier') return { name: node.exprName.name };
  if (/^TS(ClassImplements|InterfaceHeritage)$/.test(node.type)) return { name: node.expression.name };
  if (node.type === 'TSImportType' && node.qualifier?.type === 'Identifier')
    return { name: node.qualifier.name, from: node.source.value };
  return undefined;
};

/** The type literals within a type literal: of zod schemas, what is in their fields. */
const nestedLiterals = (declaration) => {
  const nested = [];
  visit(declaration, (outer) => {
    if (outer.type !== 'TSTypeLiteral') return true;
    visit(outer.members, (inner) => {
      if (inner.type === 'TSTypeLiteral') nested.push(inner);
      return inner.type !== 'TSTypeLiteral';
    });
    return false;
  });
  return nested;
};

const cutOut = (source, { start, end }, cuts) => {
  let text = '';
  let at = start;
  for (const cut of cuts.sort((a, b) => a.start - b.start)) {
    if (cut.start < at || cut.end > end) continue;
    text += source.slice(at, cut.start) + cut.by;
    at = cut.end;
  }
  return text + source.slice(at, end);
};

/**
 * A declaration without comments, private members and, of zod schemas, what is in the fields (the JSON Schemas
 * tell), as `text`; and the names that it `uses`.
 */
export const declarationText = (declaration, { source, comments }) => {
  const leftOut = [];
  const uses = [];
  visit(declaration, (node) => {
    if (node.type === 'ClassBody') leftOut.push(...node.body.filter(isPrivate));
    if (leftOut.includes(node)) return false;
    const use = useIn(node);
    if (use?.name !== undefined) uses.push(use);
    return true;
  });
  const isSchema = /\bZod[A-Z]\w*</.test(source.slice(declaration.start, declaration.end));
  const shortened = isSchema ? nestedLiterals(declaration) : [];
  const text = cutOut(source, declaration, [
    ...[...comments, ...leftOut].map(({ start, end }) => ({ start, end, by: '' })),
    ...shortened.map(({ start, end }) => ({ start, end, by: '{ … }' })),
  ]);
  const lines = text.replace(/^declare /, '').split('\n');
  return { text: lines.filter((line) => line.trim() !== '').join('\n'), uses };
};
