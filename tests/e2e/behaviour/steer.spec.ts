import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runIdOf, startRun, untilState } from '../src/run-facts.js';
import { waiting } from '../src/templates.js';
import { expect, test } from '../src/test.js';

test('a run is canceled at once, retried, and goes to its end', async ({ page, repository, stack }) => {
  const signs = join(repository.path, '..', 'signs of cancel');
  await mkdir(signs, { recursive: true });
  const runId = await startRun(stack.client, 'waiting', repository, {
    text: waiting(signs.replaceAll(' ', '\\ ')),
  });
  await page.goto(`/runs/${runId}`);
  await expect(page.getByText('running', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('radio', { name: /Now/ }).check();
  await page.getByRole('button', { name: 'Cancel now' }).click();
  await expect(page.getByText('canceled', { exact: true }).first()).toBeVisible({ timeout: 30_000 });

  await page.getByRole('button', { name: 'Retry' }).click();
  await page.waitForURL((url) => url.pathname.startsWith('/runs/') && !url.pathname.includes(runId));
  const next = runIdOf(page);
  await expect(page.getByText('running', { exact: true }).first()).toBeVisible();
  await writeFile(join(signs, 'go'), '');
  await expect(page.getByText('succeeded', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await untilState(stack.client, next, 'succeeded');
});

test('two people see at once what the other does', async ({ page, person, repository, stack }) => {
  const signs = join(repository.path, '..', 'signs-of-two');
  await mkdir(signs, { recursive: true });
  const runId = await startRun(stack.client, 'waiting', repository, { text: waiting(signs) });
  const other = await person('operator');
  await Promise.all([page.goto(`/runs/${runId}`), other.page.goto(`/runs/${runId}`)]);
  await expect(other.page.getByText('running', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(other.page.getByText('paused', { exact: true }).first()).toBeVisible();
  await other.page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('running', { exact: true }).first()).toBeVisible();
  await writeFile(join(signs, 'go'), '');
  await untilState(stack.client, runId, 'succeeded');
  const { items } = await stack.client.events.list.query({ run_id: runId, people: true });
  expect(items.map(({ actor }) => actor)).toEqual(
    expect.arrayContaining(['person:ada', 'person:a-operator']),
  );
});

test('a viewer sees everything and may do nothing', async ({ person, repository, stack }) => {
  const signs = join(repository.path, '..', 'signs-of-viewer');
  await mkdir(signs, { recursive: true });
  const runId = await startRun(stack.client, 'waiting', repository, { text: waiting(signs) });
  const { page, context } = await person('viewer');
  await page.goto(`/runs/${runId}`);
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeDisabled();
  await page.goto('/templates/greeting');
  await expect(page.getByRole('button', { name: 'Start the run' })).toBeDisabled();
  await page.goto('/settings/tokens');
  await expect(page.getByText('Your role does not allow this').first()).toBeVisible();
  const answer = await context.request.post('/trpc/runs.cancel', {
    data: { run_id: runId },
    headers: { origin: stack.url },
  });
  expect(answer.status()).toBe(403);
  await stack.client.runs.cancel.mutate({ run_id: runId, now: true });
});
