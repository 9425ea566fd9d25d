/** A sentence as the server says it: what stands in backticks is shown as code. */
export const Sentence = ({ text }: { readonly text: string }) =>
  text
    .split('`')
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name than their place.
    .map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>));
