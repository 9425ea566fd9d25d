import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { startDemoStack } from '../src/demo-stack.js';
import type { Stack } from '../src/stack.js';
import { everyPage, type Shown } from './pages.js';

const pictures = fileURLToPath(new URL('../artifacts/screens/', import.meta.url));

/** So much of the demo is enough to fill every page. */
const scale = 0.05;

/** One a core: a tab draws in a process of its own. */
const tabs = 2;

// A trace keeps every frame of every page; what is amiss is told by the faults and the pictures.
test.use({ trace: 'off' });

let stack: Stack;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  stack = await startDemoStack(scale);
});
test.afterAll(async () => {
  await stack.stop();
});

/** Waits until nothing is loading any more and nothing moves. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
}

async function violations(page: Page): Promise<string[]> {
  // The usual mode puts results together in a tab of its own, which only pages with frames of other origins need.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** Loads a page once, and answers what is wrong with it in any theme and width. */
async function faultsOf(page: Page, { name, path }: Shown): Promise<string[]> {
  const faults: string[] = [];
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  for (const [size, width] of [
    ['wide', 1440],
    ['phone', 390],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await settled(page);
      await page.screenshot({ path: `${pictures}${name}-${size}-${colorScheme}.png` });
      if (size === 'phone') continue;
      faults.push(...(await violations(page)).map((fault) => `${name} ${colorScheme}: ${fault}`));
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) faults.push(`${name} ${size}: scrolls sideways by ${overflow} px`);
  }
  return faults;
}

test('every page is accessible in both themes, and fits wide windows and phones', async ({ browser }) => {
  test.setTimeout(300_000);
  const context = await browser.newContext({ baseURL: stack.url, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const faults: string[] = [];
  context.on('weberror', (fault) => faults.push(`${fault.page()?.url()}: ${fault.error()}`));
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Sign in to UET' })).toBeVisible();
  faults.push(...(await violations(page)));
  await page.goto(await stack.signInLink('ada', 'admin'));
  await expect(page.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible();

  const waiting = await everyPage(stack);
  const lookAtNext = async (tab: Page): Promise<void> => {
    const next = waiting.shift();
    if (next === undefined) return;
    faults.push(...(await test.step(next.name, () => faultsOf(tab, next))));
    await lookAtNext(tab);
  };
  await Promise.all(Array.from({ length: tabs }, async () => lookAtNext(await context.newPage())));
  await context.close();
  expect(faults).toEqual([]);
});
