import { parseSync } from 'oxc-parser';

const lineOf = (source, offset) => source.slice(0, offset).split('\n').length;

const visit = (node, parent, enter) => {
  if (Array.isArray(node)) {
    for (const each of node) visit(each, parent, enter);
  } else if (typeof node?.type === 'string') {
    enter(node, parent);
    for (const child of Object.values(node))
      if (child !== null && typeof child === 'object') visit(child, node, enter);
  }
};

const isReference = (node, parent) =>
  node.type === 'Identifier' &&
  !(parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) &&
  !(
    /^(Property|PropertyDefinition|MethodDefinition|TS\w*Signature)$/.test(parent?.type) &&
    parent.key === node &&
    !parent.shorthand
  );

const memberName = (node) =>
  node.type === 'MemberExpression' && !node.computed && node.object.type === 'Identifier'
    ? `${node.object.name}.${node.property.name}`
    : undefined;

const importKinds = [
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
];

const isTypeImport = (node) =>
  node.type === 'TSImportType' ||
  node.importKind === 'type' ||
  node.exportKind === 'type' ||
  (node.specifiers?.length > 0 &&
    node.specifiers.every((each) => (each.importKind ?? each.exportKind) === 'type'));

const specifierOf = (node) =>
  node.type === 'TSImportType' ? (node.source ?? node.argument?.literal ?? node.argument) : node.source;

/**
 * Reads a source file: `imports` as `{ specifier, line, typeOnly }`, and the `names` and `members` it uses as
 * `{ name, line }`, with `new Date()` for a date from the clock. A file that does not parse throws.
 */
export const readSource = (path, source) => {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  const imports = [];
  const names = [];
  const members = [];
  visit(program.body, undefined, (node, parent) => {
    const line = () => lineOf(source, node.start);
    if (importKinds.includes(node.type)) {
      const specifier = specifierOf(node)?.value;
      if (typeof specifier === 'string')
        imports.push({ specifier, line: line(), typeOnly: isTypeImport(node) });
    }
    if (isReference(node, parent)) names.push({ name: node.name, line: line() });
    if (memberName(node)) members.push({ name: memberName(node), line: line() });
    if (node.type === 'NewExpression' && node.callee.name === 'Date' && node.arguments.length === 0) {
      members.push({ name: 'new Date()', line: line() });
    }
  });
  return { imports, names, members };
};
