import { startRun, untilState } from '../src/run-facts.js';
import { expect, test } from '../src/test.js';

test('a comment on a line of a diff reaches the next attempt, whose patch is approved and lands', async ({
  page,
  repository,
  stack,
}) => {
  const earlier = (await stack.scribe.prompts()).length;
  const runId = await startRun(stack.client, 'approved', repository);
  await page.goto('/approvals');
  const pending = page.getByRole('article').filter({ hasText: repository.path.split('/').at(-1) ?? '' });
  await pending
    .getByRole('link', { name: /patch|notes/i })
    .first()
    .click();
  await page.getByRole('button', { name: 'Comment on line 3 after the change' }).click({ force: true });
  await page.getByRole('textbox', { name: /notes.md:3/ }).fill('Say which release this is about.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Say which release this is about.')).toBeVisible();

  await page.getByRole('button', { name: 'Reject' }).click();
  await page
    .getByRole('dialog')
    .getByLabel(/^Reason/)
    .fill('Too short');
  await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
  await expect.poll(async () => (await stack.scribe.prompts()).length, { timeout: 30_000 }).toBe(earlier + 2);
  const second = (await stack.scribe.prompts()).at(-1);
  expect(second).toContain('Say which release this is about.');
  expect(second).toContain('notes.md:3');
  expect(second).toContain('Too short');

  await page.goto('/approvals');
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await untilState(stack.client, runId, 'succeeded');
  const { run } = await stack.client.runs.get.query({ run_id: runId });
  expect(await repository.git('show', `${run.target_branch}:notes.md`)).toContain(
    `Written at call ${earlier + 2}`,
  );
});
