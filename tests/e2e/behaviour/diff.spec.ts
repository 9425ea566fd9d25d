import { startRun, untilState } from '../src/run-facts.js';
import { raising } from '../src/templates.js';
import { expect, test } from '../src/test.js';

test('a changed line is shown in two rows, or side by side, as one likes it', async ({
  page,
  repository,
  stack,
}) => {
  const runId = await startRun(stack.client, 'raising', repository, { text: raising });
  await untilState(stack.client, runId, 'succeeded');
  await page.goto(`/runs/${runId}/patches`);
  await page.getByRole('link', { name: /raise/ }).first().click();
  const changes = page.getByRole('table', { name: 'Changes' });
  const changed = changes.getByRole('row').filter({ hasText: 'export const price' });
  const states = [
    'deletedexport const price = (net) => net * 1.2;',
    'addedexport const price = (net) => net * 1.25;',
  ];
  await expect(changed).toContainText(states);

  await page.getByRole('button', { name: 'Side by side' }).click();
  await expect(changed).toHaveCount(1);
  await expect(changed.getByRole('cell')).toContainText(states);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Side by side' })).toHaveAttribute('aria-pressed', 'true');
  await expect(changed).toHaveCount(1);
  await page.getByRole('button', { name: 'Unified' }).click();
  await expect(changed).toHaveCount(2);
});
