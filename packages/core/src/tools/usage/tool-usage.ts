/** What a tool says that it used. */
export interface ToolUsage {
  /** The model that was called most; null where the tool does not say. */
  readonly model: string | null;
  /** Tokens read, those from a cache not among them. */
  readonly tokensIn: number;
  /** Tokens written, thoughts among them. */
  readonly tokensOut: number;
  /** Tokens read from a cache. */
  readonly tokensCached: number;
  /** Calls of models, as far as the tool counts them. */
  readonly calls: number;
  /** What the tool says it cost in US dollars: an exact decimal, 12 places at most; null where it does not say. */
  readonly costUsd: string | null;
  /** What the tool says it did, or why it failed. */
  readonly outcomeText: string | null;
  /** True where the tool itself says that it failed. */
  readonly isError: boolean;
}

/** The tokens of one report, each a whole number from 0. */
export type TokenCounts = Pick<ToolUsage, 'tokensIn' | 'tokensOut' | 'tokensCached'>;

/** Whether a value is a number of tokens or calls. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** A number of tokens where a field may be left out; null where it is there and is none. */
export function countOr0(value: unknown): number | null {
  if (value === undefined || value === null) return 0;
  return isCount(value) ? value : null;
}

/** The tokens of one of several models. */
export interface ModelTokens extends TokenCounts {
  readonly model: string;
}

/** The tokens of all models together. */
export function sumTokens(rows: readonly TokenCounts[]): TokenCounts {
  const total = (field: keyof TokenCounts): number => rows.reduce((sum, row) => sum + row[field], 0);
  return { tokensIn: total('tokensIn'), tokensOut: total('tokensOut'), tokensCached: total('tokensCached') };
}

/** The model that wrote most; null where there is none. */
export function mainModel(rows: readonly ModelTokens[]): string | null {
  return rows.toSorted((a, b) => b.tokensOut - a.tokensOut)[0]?.model ?? null;
}

/** Whether a report tells of any token. A call of a model without tokens does not exist: zeros mean not known. */
export function hasTokens({ tokensIn, tokensOut, tokensCached }: TokenCounts): boolean {
  return tokensIn + tokensOut + tokensCached > 0;
}
