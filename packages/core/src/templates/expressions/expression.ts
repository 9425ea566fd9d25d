/** What an expression can come to. */
export type ExpressionValue = string | number | boolean | null;

/** What an expression can look up. */
export type Reference =
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'run'; readonly field: 'id' | 'target' | 'repository' }
  | { readonly kind: 'task'; readonly field: 'id' }
  | { readonly kind: 'attempt'; readonly field: 'number' }
  | { readonly kind: 'output'; readonly task: string; readonly name: string }
  | { readonly kind: 'state'; readonly task: string };

/** The operators with two sides. */
export type BinaryOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||';

/** The functions; each takes two texts and answers true or false. */
export const functionNames = ['contains', 'startsWith', 'endsWith'] as const;

/** A parsed expression; `at` is the offset of its first character in the text it was parsed from. */
export type Expression = { readonly at: number } & (
  | { readonly kind: 'literal'; readonly value: ExpressionValue }
  | { readonly kind: 'reference'; readonly reference: Reference; readonly text: string }
  | { readonly kind: 'not'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'call';
      readonly name: (typeof functionNames)[number];
      readonly text: Expression;
      readonly part: Expression;
    }
);

/** A reference and where it stands in the text. */
export interface PlacedReference {
  readonly at: number;
  readonly reference: Reference;
  readonly text: string;
}

/** The references of an expression, from left to right. */
export function referencesIn(expression: Expression): PlacedReference[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'reference':
      return [expression];
    case 'not':
      return referencesIn(expression.operand);
    case 'binary':
      return [...referencesIn(expression.left), ...referencesIn(expression.right)];
    case 'call':
      return [...referencesIn(expression.text), ...referencesIn(expression.part)];
  }
}
