import { createReadStream } from 'node:fs';
import type { contract, OutputOf } from '@uet/schemas/api';
import type { FoundLog } from './find-log.js';

type Found = OutputOf<(typeof contract)['tasks']['search_log']>;

/** What is looked for. */
export interface SearchRequest {
  readonly text: string;
  /** How many lines at most. */
  readonly limit: number;
}

/** A line that is longer is shown, and looked at, up to here: a log may be one line of 100 MB. */
const maxLineBytes = 64 * 1024;
const shownCharacters = 1_000;

/** Where a text occurs, line by line, letter case aside. The log is read as a stream: its size does not matter. */
export async function searchLog({ path }: FoundLog, { text, limit }: SearchRequest): Promise<Found> {
  const matches: Found['matches'] = [];
  if (path === null) return { matches, more: false };
  const wanted = text.toLowerCase();
  for await (const { bytes, offset, number } of linesOf(path)) {
    const line = bytes.toString('utf8').replace(/\r$/, '');
    const at = line.toLowerCase().indexOf(wanted);
    if (at < 0) continue;
    if (matches.length === limit) return { matches, more: true };
    const start = Math.max(0, at + text.length - shownCharacters);
    matches.push({ offset, line: number, text: line.slice(start, start + shownCharacters) });
  }
  return { matches, more: false };
}

interface Line {
  readonly bytes: Buffer;
  /** Where it begins in the file. */
  readonly offset: number;
  /** From 1. */
  readonly number: number;
}

async function* linesOf(path: string): AsyncGenerator<Line> {
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let [offset, number, position] = [0, 1, 0];
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    for (let from = 0; from < chunk.length; ) {
      const feed = chunk.indexOf(0x0a, from);
      const end = feed < 0 ? chunk.length : feed;
      const part = chunk.subarray(from, Math.min(end, from + maxLineBytes - keptBytes));
      if (part.length > 0) kept.push(part);
      keptBytes += part.length;
      if (feed < 0) break;
      yield { bytes: Buffer.concat(kept), offset, number };
      [kept, keptBytes] = [[], 0];
      from = feed + 1;
      [offset, number] = [position + from, number + 1];
    }
    position += chunk.length;
  }
  if (keptBytes > 0) yield { bytes: Buffer.concat(kept), offset, number };
}
