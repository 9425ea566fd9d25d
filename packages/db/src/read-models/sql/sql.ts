import { escapeLiteral } from 'pg';

/** A piece of a statement with its values: only `sql` makes one, so that no value stands in a text but a quoted one. */
export interface Sql {
  /** One more than there are values: what stands around them. */
  readonly texts: readonly string[];
  readonly values: readonly unknown[];
}

const pieces = new WeakSet<object>();

const isSql = (value: unknown): value is Sql =>
  typeof value === 'object' && value !== null && pieces.has(value);

function piece(texts: readonly string[], values: readonly unknown[]): Sql {
  const made = { texts, values };
  pieces.add(made);
  return made;
}

/** A piece of a statement: other pieces are put in as they are, everything else becomes a value. */
export function sql(strings: TemplateStringsArray, ...inputs: readonly unknown[]): Sql {
  const texts: string[] = [strings[0] ?? ''];
  const values: unknown[] = [];
  const append = (text: string) => {
    texts[texts.length - 1] += text;
  };
  for (const [index, input] of inputs.entries()) {
    if (isSql(input)) {
      const [first = '', ...others] = input.texts;
      append(first);
      values.push(...input.values);
      texts.push(...others);
    } else {
      values.push(input);
      texts.push('');
    }
    append(strings[index + 1] ?? '');
  }
  return piece(texts, values);
}

/** A text of this program as a piece: a name or a whole number, never what somebody sent. */
export const verbatim = (text: string): Sql => piece([text], []);

/** A value that stands in the text, quoted: for what the plan depends on, as plans are made without looking at values. */
export const quoted = (value: string): Sql => piece([escapeLiteral(value)], []);

/** Pieces one after another with something between them. */
export function joined(list: readonly Sql[], between: string): Sql {
  return list.reduce(
    (all, next, index) => (index === 0 ? next : sql`${all}${verbatim(between)}${next}`),
    sql``,
  );
}

/** `where a and b`; nothing where there are no conditions. */
export const where = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`` : sql`where ${joined(conditions, ' and ')}`;

/** The columns of a table under its alias: `r.id, r.state`; with a prefix as `"run.id"`, for {@link nested}. */
export function columns(names: readonly string[], alias: string, prefix = ''): Sql {
  const named = names.map((name) => {
    const column = `${alias}."${name}"`;
    return prefix === '' ? column : `${column} as "${prefix}.${name}"`;
  });
  return verbatim(named.join(', '));
}

/** A limit as a number in the text: the server plans without values, and would take a tenth of the table for it. */
export const limitedTo = (count: number): Sql => verbatim(`limit ${Math.trunc(count)}`);
