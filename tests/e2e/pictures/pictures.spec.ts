import { fileURLToPath } from 'node:url';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { startDemoStack } from '../src/demo-stack.js';
import type { Stack } from '../src/stack.js';

// Not a test: makes the pictures of README.md and docs/dashboard.md, from the whole demo history.
const folder = fileURLToPath(new URL('../../../docs/pictures/', import.meta.url));

let stack: Stack;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  stack = await startDemoStack(1);
});
test.afterAll(async () => {
  await stack.stop();
});

/** What is there once a page shows what it is about. */
type Ready = (page: Page) => Locator;

const text =
  (words: RegExp): Ready =>
  (page) =>
    page.getByText(words);

async function show(page: Page, name: string, path: string, ready: Ready): Promise<void> {
  await page.goto(path);
  await expect(ready(page).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
  await page.screenshot({ path: `${folder}${name}.png` });
}

test('the pictures of the guides', async ({ browser }) => {
  test.setTimeout(300_000);
  const { client } = stack;
  const running = await client.runs.list.query({ states: ['running'], sort: 'tasks_total', limit: 1 });
  const quarantined = await client.patches.list.query({ states: ['quarantined'], limit: 20 });
  const failed = await client.gates.list.query({ states: ['failed'], limit: 100 });
  const [run, patch, gate] = [
    running.items[0],
    quarantined.items.at(-1),
    failed.items.find((line) => line.failing.length > 0),
  ];
  if (run === undefined || patch === undefined || gate === undefined)
    throw new Error('the demo is not there');
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      baseURL: stack.url,
      viewport: { width: 1440, height: 900 },
      colorScheme,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.goto(await stack.signInLink('ada', 'admin'));
    await expect(page.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible();
    if (colorScheme === 'light') {
      await show(page, 'runs-light', '/runs', (shown) => shown.getByRole('link', { name: 'strict-modules' }));
      await show(page, 'run-graph', `/runs/${run.id}`, (shown) => shown.locator('.react-flow__node'));
      await show(page, 'run-timeline', `/runs/${run.id}/timeline`, (shown) =>
        shown.getByRole('heading', { level: 1 }),
      );
      await show(page, 'patch', `/runs/${patch.run_id}/patches/${patch.id}`, text(/quarantined/));
      await show(page, 'gate', `/runs/${gate.run_id}/gates/${gate.id}`, text(/did not pass/));
      await show(page, 'landing', '/landing', text(/waits for|Free lanes/));
      await show(page, 'template', '/templates/upgrade-node', text(/Start the run/));
    } else await show(page, 'costs-dark', '/costs', text(/landed patch/i));
    await context.close();
  }
});
