/** Whether every word of the search begins a word of the text, or stands within it where it is longer than two letters. */
export function matches(text: string, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const inside = text.toLowerCase();
  return words.every((word) =>
    word.length > 2
      ? inside.includes(word)
      : inside.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word)),
  );
}
