import type { Tone } from '@uet/core';
import picocolors from 'picocolors';
import { wantsColors } from '../colors.js';

const pc = picocolors.createColors(wantsColors(process.env, process.stdout));

/** The sign of a tone, and its color where there are colors: never by color alone. */
const signs: Record<Tone, string> = {
  neutral: '·',
  active: '▸',
  waiting: '…',
  good: '✓',
  bad: '✗',
  warning: '!',
};

const paints: Record<Tone, (text: string) => string> = {
  neutral: pc.dim,
  active: pc.cyan,
  waiting: pc.dim,
  good: pc.green,
  bad: pc.red,
  warning: pc.yellow,
};

/** The sign of a tone in its color. */
export const markOf = (tone: Tone): string => paints[tone](signs[tone]);

/** Text in the color of a tone. */
export const painted = (tone: Tone, text: string): string => paints[tone](text);
