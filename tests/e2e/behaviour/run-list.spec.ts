import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startRun, untilState } from '../src/run-facts.js';
import { waiting } from '../src/templates.js';
import { expect, test } from '../src/test.js';

test('runs are chosen and canceled together', async ({ page, repository, stack }) => {
  const signs = join(repository.path, '..', 'signs-of-many');
  await mkdir(signs, { recursive: true });
  const text = waiting(signs);
  const runIds = [
    await startRun(stack.client, 'waiting', repository, { text }),
    await startRun(stack.client, 'waiting', repository, { text }),
  ];
  await page.goto('/runs');
  for (const id of runIds) await page.getByRole('checkbox', { name: `Select run ${id}` }).check();
  await page.getByRole('button', { name: 'Cancel 2…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the runs' }).click();
  await expect(page.getByText(/Canceled 2/).first()).toBeVisible();
  for (const id of runIds)
    await stack.client.runs.cancel.mutate({ run_id: id, now: true }).catch(() => undefined);
  for (const id of runIds) await untilState(stack.client, id, 'canceled');
});

test('filters live in the address: a saved view is a link, and back goes back', async ({ page }) => {
  await page.goto('/runs');
  await page.getByRole('button', { name: /^Failed/ }).click();
  await expect(page).toHaveURL(/state=failed/);
  await page.getByRole('searchbox').fill('greeting');
  await expect(page).toHaveURL(/greeting/);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Failed greetings');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Failed greetings' })).toBeVisible();

  await page.goto('/runs');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Failed greetings' }).click();
  await expect(page).toHaveURL(/state=failed/);
  await expect(page.getByRole('searchbox')).toHaveValue('greeting');
  await page.goBack();
  await expect(page).not.toHaveURL(/state=failed/);
});

test('everything can be done with the keyboard alone', async ({ page, repository, stack }) => {
  const runId = await startRun(stack.client, 'greeting', repository, {
    parameters: { greeting: 'Good evening' },
  });
  await untilState(stack.client, runId, 'succeeded');
  await page.goto('/runs');
  await expect(page.getByRole('link', { name: 'greeting' }).first()).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Search');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type(runId);
  await expect(page).toHaveURL(new RegExp(runId));
  await expect(page.getByRole('checkbox', { name: `Select run ${runId}` })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/runs/${runId}`));
  await page.keyboard.press('Control+k');
  await expect(
    page
      .getByRole('combobox', { name: /Run, template/ })
      .or(page.getByPlaceholder(/Run, template/))
      .first(),
  ).toBeFocused();
  await page.keyboard.type('Costs');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Costs', exact: true })).toBeVisible();
});

test('what happened while the connection was away is there once it is back', async ({
  page,
  context,
  repository,
  stack,
}) => {
  await page.goto('/runs');
  await expect(page.getByRole('status', { name: /^Live/ })).toBeVisible();
  await context.setOffline(true);
  const runId = await startRun(stack.client, 'greeting', repository, {
    parameters: { greeting: 'Good night' },
  });
  await untilState(stack.client, runId, 'succeeded');
  await context.setOffline(false);
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name: `Select run ${runId}` }) });
  await expect(row).toContainText('succeeded', { timeout: 30_000 });
});

test('a server that was started anew is found again', async ({ page, repository, stack }) => {
  await page.goto('/runs');
  await expect(page.getByRole('status', { name: /^Live/ })).toBeVisible();
  await stack.restart();
  await expect(page.getByRole('status', { name: /^Live/ })).toBeVisible({ timeout: 30_000 });
  const runId = await startRun(stack.client, 'greeting', repository, {
    parameters: { greeting: 'Good day' },
  });
  await expect(page.getByRole('checkbox', { name: `Select run ${runId}` })).toBeVisible({ timeout: 30_000 });
});
