import type { RunFrame } from './run-source.js';

/** What a frame of the live view is drawn from. */
export interface FrameFacts {
  readonly frame: RunFrame;
  readonly now: Date;
  readonly width: number;
  readonly height: number;
}
