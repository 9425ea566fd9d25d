/** How many items are asked for at once. */
const pageSize = 200;

/** Which page is asked for. */
export interface PageAsked {
  readonly limit: number;
  readonly cursor: string | null;
}

interface PageAnswered<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}

/** The first items of a list that is answered a page at a time; all of them where no number is given. */
export async function readPages<T>(
  ask: (page: PageAsked) => Promise<PageAnswered<T>>,
  most = Number.POSITIVE_INFINITY,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const { items, next_cursor: next }: PageAnswered<T> = await ask({
      limit: Math.min(pageSize, most - all.length),
      cursor,
    });
    all.push(...items);
    cursor = next;
  } while (cursor !== null && all.length < most);
  return all;
}
