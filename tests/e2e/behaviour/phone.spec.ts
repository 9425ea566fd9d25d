import { startRun, untilState } from '../src/run-facts.js';
import { raising } from '../src/templates.js';
import { expect, test } from '../src/test.js';

test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });

test('on a phone a patch is approved, its run found, and a line of its diff opened from a link', async ({
  page,
  context,
  repository,
  stack,
}) => {
  const folder = repository.path.split('/').at(-1) ?? '';
  const waiting = await startRun(stack.client, 'approved', repository);
  await page.goto('/approvals');
  const pending = page.getByRole('article').filter({ hasText: folder });
  await pending.getByRole('button', { name: 'Approve' }).tap();
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).tap();
  await untilState(stack.client, waiting, 'succeeded');

  const runId = await startRun(stack.client, 'raising', repository, { text: raising });
  await untilState(stack.client, runId, 'succeeded');
  await page.getByRole('link', { name: 'Runs', exact: true }).tap();
  const card = page.getByRole('list', { name: 'Runs' }).getByRole('listitem').filter({ hasText: 'raising' });
  await expect(card.first()).toContainText('succeeded');
  await card.first().getByRole('link').first().tap();
  await expect(page).toHaveURL(new RegExp(`/runs/${runId}`));
  await page.getByRole('link', { name: 'Patches', exact: true }).tap();
  await page
    .getByRole('link', { name: /^raise/ })
    .first()
    .tap();
  await page.getByRole('link', { name: 'Line 1 after the change' }).tap();
  await expect(page).toHaveURL(/price\.js/);

  const elsewhere = await context.newPage();
  await elsewhere.goto(page.url());
  const line = elsewhere.getByRole('link', { name: 'Line 1 after the change' });
  await expect(line).toBeInViewport();
  const overflow = await elsewhere.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
