import { startRun } from '../src/run-facts.js';
import { expect, test } from '../src/test.js';

test('a failing test is read, and a patch that left its scope is released and lands', async ({
  page,
  repository,
  stack,
}) => {
  const runId = await startRun(stack.client, 'troubled', repository);
  await expect
    .poll(async () => (await stack.client.runs.get.query({ run_id: runId })).run.ended_at, {
      timeout: 30_000,
    })
    .not.toBeNull();

  await page.goto(`/runs/${runId}/gates`);
  await page.getByRole('row').filter({ hasText: 'adds taxes' }).getByRole('link', { name: 'unit' }).click();
  const failure = page.getByRole('listitem').filter({ hasText: 'adds taxes' }).first();
  await expect(failure).toContainText('expected 12 to be 10');
  await expect(failure).toContainText('src/price.test.js:7');

  await page.goto(`/runs/${runId}/patches`);
  await page
    .getByRole('link', { name: /strays/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Release' }).click();
  await page
    .getByRole('dialog')
    .getByLabel(/^Reason/)
    .fill('It belongs there after all');
  await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
  const strays = { run_id: runId, search: 'stray.txt' };
  await expect
    .poll(async () => (await stack.client.patches.list.query(strays)).items.map(({ state }) => state), {
      timeout: 30_000,
    })
    .toContain('committed');
  await expect(page.getByText('committed', { exact: true }).first()).toBeVisible();
  const { run } = await stack.client.runs.get.query({ run_id: runId });
  expect(await repository.git('show', `${run.target_branch}:stray.txt`)).toBe('1');
});
