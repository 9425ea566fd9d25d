import { expect, test } from '../src/test.js';

test('a worker is paused, resumed and shut down', async ({ page, stack }) => {
  const { items } = await stack.client.workers.list.query({ ended: false });
  const id = items.find(({ state }) => state === 'idle')?.id;
  if (id === undefined) throw new Error('no worker is idle');
  await page.goto('/workers');
  const row = page.getByRole('row').filter({ hasText: `…${id.slice(-6)}` });
  const dialog = page.getByRole('dialog');
  await expect(row).toContainText('idle');
  await row.getByRole('button', { name: 'Pause' }).click();
  await dialog.getByLabel('Reason').fill('The disk is being changed');
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await expect(row).toContainText('paused');
  await expect(page.getByText('1 paused')).toBeVisible();
  await row.getByRole('button', { name: 'Resume' }).click();
  await expect(row).toContainText('idle');

  await row.getByRole('button', { name: 'Shut down' }).click();
  await dialog.getByRole('button', { name: 'Shut down' }).click();
  await expect(row).toBeHidden();
  await page.getByRole('button', { name: 'Show ended' }).click();
  await expect(row).toContainText('stopped');
  await expect(row.getByRole('button', { name: 'Resume' })).toBeHidden();
});

test('a breaker is held open by hand, and reset', async ({ page }) => {
  await page.goto('/tools');
  const row = page.getByRole('row').filter({ hasText: 'Scribe' });
  const dialog = page.getByRole('dialog');
  await row.getByRole('button', { name: 'Force open the breaker of Scribe' }).click();
  await dialog.getByRole('button', { name: 'Force open' }).click();
  await expect(dialog.getByText('Say why, in a few words.')).toBeVisible();
  await dialog.getByLabel(/^Reason/).fill('The provider asked for it');
  await dialog.getByRole('button', { name: 'Force open' }).click();
  await expect(row).toContainText('open');
  await expect(row).toContainText('until it is reset');

  await row.getByRole('button', { name: 'Scribe', exact: true }).click();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'The provider asked for it' })).toContainText(
    'ada',
  );
  await dialog.getByRole('button', { name: 'Close' }).click();
  await row.getByRole('button', { name: 'Reset the breaker of Scribe' }).click();
  await dialog.getByRole('button', { name: 'Reset' }).click();
  await expect(row).toContainText('closed');
  await expect(row).not.toContainText('until it is reset');
});
