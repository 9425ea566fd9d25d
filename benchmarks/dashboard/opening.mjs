import { metricOf } from './browser.mjs';

/** Runs in the page before anything else of it: notes when what was asked for is there, shifts and long tasks. */
function watch({ ready, done }) {
  const seen = { readyMs: null, doneMs: null, shift: 0, longTasksMs: [] };
  window.benchSeen = seen;
  const observe = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe('layout-shift', ({ hadRecentInput, value }) => {
    if (!hadRecentInput) seen.shift += value;
  });
  observe('longtask', ({ duration }) => seen.longTasksMs.push(duration));
  const holds = (condition) => {
    try {
      return Boolean(condition());
    } catch {
      return false;
    }
  };
  const look = () => {
    if (seen.readyMs === null && holds(ready)) seen.readyMs = performance.now();
    if (seen.readyMs !== null && holds(done)) seen.doneMs = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const waitMs = { timeout: 60_000 };

/**
 * Opens a page with an empty cache and uses it as soon as its contents are there: milliseconds from navigation to the
 * contents and to the effect of the key, the layout shift until a second later, and the longest and all long tasks.
 */
export async function measureOpening(browser, { path, ready, use, done }) {
  return browser.withPage(async (page, cdp) => {
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    // As a text: the pages' own policy lets nobody make code of text there.
    await page.addInitScript({ content: `(${watch})({ ready: () => ${ready}, done: () => ${done} })` });
    await page.goto(path, { waitUntil: 'commit' });
    await page.waitForFunction(() => window.benchSeen?.readyMs !== null, undefined, waitMs);
    await use(page);
    await page.waitForFunction(() => window.benchSeen.doneMs !== null, undefined, waitMs);
    const scriptKb = (await page.evaluate(scriptBytes)) / 1000;
    const busyMs = 1000 * (await metricOf(cdp, 'TaskDuration'));
    await page.waitForTimeout(1_000);
    const { readyMs, doneMs, shift, longTasksMs } = await page.evaluate(() => window.benchSeen);
    return { readyMs, doneMs, shift, longestMs: Math.max(0, ...longTasksMs), busyMs, scriptKb };
  });
}

/** The compressed size of all scripts that a page has loaded so far. */
const scriptBytes = () =>
  performance
    .getEntriesByType('resource')
    .filter(({ initiatorType, name }) => initiatorType === 'script' || name.endsWith('.js'))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
