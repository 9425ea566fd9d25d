import { median } from '../figures.mjs';
import { metricOf } from './browser.mjs';
import { framesOf, panAndZoom, scrollDown } from './frames.mjs';

/** Three notches of a wheel, and as far as one comes who drags the bar. */
const [readingPx, racingPx] = [300, 4_000];
const tall = `<body style="margin:0">${'<p style="height:20px;margin:0">a line of text</p>'.repeat(40_000)}</body>`;

/** What is moved, and next to what. */
export async function measureMoving(browser, product, material, rounds) {
  const { items } = await product.client.runs.list.query({ sort: 'tasks_total', limit: 1 });
  const [largest] = items;
  const graph = (runId, expand) => () => browser.withPage((page) => moveGraph(page, runId, expand));
  const measured = await inTurn(rounds, {
    smallGraph: graph(material.smallGraph.id, false),
    largeGraph: graph(largest.id, true),
    plainPage: () => browser.withPage(scrollPlain),
    diff: () => browser.withPage((page) => scrollDiff(page, material.diff)),
    smallLog: () => browser.withPage((page, cdp) => readLog(page, cdp, material.smallLog)),
    largeLog: () => browser.withPage((page, cdp) => readLog(page, cdp, material.largeLog)),
  });
  const { smallGraph, largeGraph, plainPage, diff, smallLog, largeLog } = measured;
  return [
    ...frameFigures(
      `moving a graph of ${largest.tasks_total} tasks to one of ${material.smallGraph.tasks}`,
      largeGraph,
      smallGraph,
    ),
    ...frameFigures('scrolling a diff of 20,000 changed lines to a plain page', diff, plainPage),
    ...frameFigures(
      'racing to the end of that diff to a plain page',
      diff.map(racingOf),
      plainPage.map(racingOf),
    ),
    {
      name: 'elements of that page at its end',
      value: Math.max(...diff.map(({ elements }) => elements)),
      unit: 'elements',
      detail: `the plain page has ${plainPage[0].elements}`,
    },
    ...frameFigures('scrolling a log of 100 MB to one of 1 MB', largeLog, smallLog),
    {
      name: 'memory of the page after reading and searching 100 MB to 1 MB of log',
      value: median(largeLog.map(({ heapMb }, round) => heapMb / smallLog[round].heapMb)),
      unit: 'ratio',
      detail: `${median(largeLog.map(({ heapMb }) => heapMb)).toFixed(1)} MB and ${median(smallLog.map(({ heapMb }) => heapMb)).toFixed(1)} MB of JavaScript heap; first lines after ${median(largeLog.map(({ openMs }) => openMs)).toFixed(0)} and ${median(smallLog.map(({ openMs }) => openMs)).toFixed(0)} ms, searched in ${median(largeLog.map(({ searchMs }) => searchMs)).toFixed(0)} and ${median(smallLog.map(({ searchMs }) => searchMs)).toFixed(0)} ms`,
    },
  ];
}

async function inTurn(rounds, ways) {
  const measured = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, measure] of Object.entries(ways)) measured[name].push(await measure());
  }
  return measured;
}

function frameFigures(name, large, small) {
  const figure = (part, words) => ({
    name: `${words} of ${name}`,
    value: median(large.map((each, round) => each[part] / small[round][part])),
    unit: 'ratio',
    detail: `${median(large.map((each) => each[part])).toFixed(0)} ms and ${median(small.map((each) => each[part])).toFixed(0)} ms; ${sum(large, 'late')} and ${sum(small, 'late')} of ${sum(large, 'count')} and ${sum(small, 'count')} frames took more than 50 ms`,
  });
  return [figure('medianMs', 'middle frame'), figure('worstMs', 'worst frame')];
}

const racingOf = ({ racing }) => racing;
const sum = (list, part) => list.reduce((all, each) => all + each[part], 0);

async function moveGraph(page, runId, expand) {
  await page.goto(`/runs/${runId}`);
  await page.locator('.react-flow__node').first().waitFor();
  if (expand) {
    await page.getByRole('button', { name: 'Expand all' }).click();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.waitForTimeout(500);
  }
  return framesOf(page, panAndZoom);
}

const countElements = (page) => page.evaluate(() => document.querySelectorAll('*').length);

async function scrollPlain(page) {
  await page.setContent(tall);
  return scrollToEnd(page);
}

/** First as a reader does, then as fast as it goes. */
async function scrollToEnd(page) {
  const frames = await framesOf(page, () => scrollDown(page, { stepPx: readingPx, mostTurns: 150 }));
  let reached = false;
  const racing = await framesOf(page, async () => {
    reached = await scrollDown(page, { stepPx: racingPx });
  });
  if (!reached) throw new Error('the page has no end');
  return { ...frames, racing, elements: await countElements(page) };
}

async function scrollDiff(page, path) {
  await page.goto(path);
  await page.getByRole('button', { name: /^Show .* lines$/ }).click();
  await page
    .getByRole('table', { name: 'Changes' })
    .getByText('before 0', { exact: false })
    .first()
    .waitFor();
  return scrollToEnd(page);
}

const logSelector = 'section[aria-label^="Log"]';

/** Opens a log at its end, reads through some of it, searches all of it and goes to what was found. */
async function readLog(page, cdp, path) {
  await page.goto(path, { waitUntil: 'commit' });
  const start = performance.now();
  await page.locator(`${logSelector} [data-index]`).first().waitFor();
  const openMs = performance.now() - start;
  const frames = await framesOf(page, () => scrollUpAndDown(page));
  const from = performance.now();
  const field = page.getByRole('searchbox', { name: 'Search the log' });
  await field.fill('00009');
  await field.press('Enter');
  await page.getByText(/^1 of [\d,]+\+?$/).waitFor();
  const searchMs = performance.now() - from;
  for (let match = 0; match < 5; match += 1) await field.press('Enter');
  await scrollDown(page, { selector: logSelector, mostTurns: 20 });
  await cdp.send('Performance.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  return { ...frames, openMs, searchMs, heapMb: (await metricOf(cdp, 'JSHeapUsedSize')) / 1e6 };
}

async function scrollUpAndDown(page) {
  const box = await page.locator(logSelector).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (const delta of [-600, 600]) {
    for (let turn = 0; turn < 60; turn += 1) await page.mouse.wheel(0, delta);
  }
}
