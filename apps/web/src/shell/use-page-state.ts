'use client';

import type { Tone } from '@uet/core';
import { useEffect } from 'react';
import { faviconOf } from './favicon';

/** What a page shows of itself in the tab of the browser. */
interface PageState {
  /** Before the name of the product; null leaves the title of the route. */
  readonly title: string | null;
  /** The tone of the state of what the page is about; null leaves the icon of the product. */
  readonly tone: Tone | null;
}

/** Shows in the tab of the browser how it stands with what the page is about, as long as the page is open. */
export function usePageState({ title, tone }: PageState): void {
  useEffect(() => (title === null ? undefined : holdTitle(`${title} · UET`)), [title]);
  useEffect(() => (tone === null ? undefined : holdIcon(faviconOf(tone))), [tone]);
}

/** Next.js writes the title of a route when its metadata arrives, which may be after the page was drawn. */
function holdTitle(title: string): () => void {
  const before = document.title;
  const hold = (): void => {
    if (document.title !== title) document.title = title;
  };
  hold();
  const observer = new MutationObserver(hold);
  observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  return () => {
    observer.disconnect();
    if (document.title === title) document.title = before;
  };
}

function holdIcon(href: string): () => void {
  const icons = [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')];
  const before = icons.map((icon) => icon.getAttribute('href') ?? '');
  for (const icon of icons) icon.setAttribute('href', href);
  return () => {
    for (const [index, icon] of icons.entries()) icon.setAttribute('href', before[index] ?? '');
  };
}
