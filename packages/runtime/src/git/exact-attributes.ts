/**
 * The text of `info/attributes`, which outranks every `.gitattributes`: bytes are written and read as they
 * are (no line endings, encodings, keywords or filters), and only its content decides whether a file is
 * binary. `working-tree-encoding` can only be unset by `!`: git refuses `-`.
 */
export const exactAttributes = '* -text !eol !crlf -ident !filter !working-tree-encoding !diff !merge\n';
