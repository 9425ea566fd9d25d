import { runIdOf, startRun, untilState } from '../src/run-facts.js';
import { halted } from '../src/templates.js';
import { expect, test } from '../src/test.js';

test('a run that stopped at its budget goes on once it was raised', async ({ page, repository, stack }) => {
  const runId = await startRun(stack.client, 'halted', repository, { text: halted });
  await page.goto(`/runs/${runId}`);
  await expect(page.getByText('failed', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole('link', { name: 'Raise it' }).click();
  const budget = page
    .getByRole('region', { name: 'Budgets' })
    .getByRole('row')
    .filter({ hasText: 'The run' });
  await expect(budget).toContainText('125 %');
  await budget.getByRole('button', { name: 'Raise…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Raise the budget' });
  await dialog.getByLabel('New limit in US dollars').fill('0.5');
  await dialog.getByLabel('Reason').fill('The second is worth it');
  await dialog.getByRole('button', { name: 'Set the limit' }).click();
  await expect(budget).toContainText('$0.50');

  await page.getByRole('button', { name: 'Retry' }).click();
  await page.waitForURL((url) => url.pathname.startsWith('/runs/') && !url.pathname.includes(runId));
  await untilState(stack.client, runIdOf(page), 'succeeded');
  await expect(page.getByText('succeeded', { exact: true }).first()).toBeVisible();
});
