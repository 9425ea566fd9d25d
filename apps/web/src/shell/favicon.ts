import type { Tone } from '@uet/core';

/**
 * The light color of each tone: a favicon is drawn by the browser, outside of the page, where the tokens of
 * globals.css do not reach.
 */
const dots: Readonly<Record<Tone, string>> = {
  neutral: '#a1a1ad',
  active: '#3b82f6',
  waiting: '#a855f7',
  good: '#22c55e',
  bad: '#ef4444',
  warning: '#f59e0b',
};

/** The mark of a tone inside its dot: never its color alone tells a state. */
const marks: Readonly<Record<Tone, string>> = {
  neutral: '',
  active: '<path d="M20 17.5v7l6-3.5z" fill="#fff"/>',
  waiting: '<path d="M20.5 18v6M24.5 18v6" stroke="#fff" stroke-width="2.2"/>',
  good: '<path d="m18.7 21.3 2.6 2.6 4.6-5" fill="none" stroke="#fff" stroke-width="2.4"/>',
  bad: '<path d="m19.5 18 6 6m0-6-6 6" stroke="#fff" stroke-width="2.4"/>',
  warning: '<path d="M22.5 16.8v5.4m0 2v1.6" stroke="#fff" stroke-width="2.4"/>',
};

/** The icon of the product with a dot of this tone in its corner, as a data URI. */
export function faviconOf(tone: Tone): string {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#4338ca"/>' +
    '<path d="M9 7v8a7 7 0 0 0 14 0V7" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round"/>' +
    `<circle cx="22.5" cy="21" r="9.5" fill="${dots[tone]}" stroke="#fff" stroke-width="1.6"/>${marks[tone]}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
