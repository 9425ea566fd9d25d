import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startRun, untilState } from '../src/run-facts.js';
import { talking } from '../src/templates.js';
import { expect, test } from '../src/test.js';

test('a log is followed while it is written, unless one scrolls away from its end', async ({
  page,
  repository,
  stack,
}) => {
  const signs = join(repository.path, '..', 'signs-of-log');
  await mkdir(signs, { recursive: true });
  const runId = await startRun(stack.client, 'talking', repository, {
    text: talking(signs, ['followed', 'away', 'end']),
  });
  await page.goto(`/runs/${runId}`);
  await page.getByRole('link', { name: 'Logs' }).click();
  const log = page.getByRole('region', { name: 'Log, stdout' });
  await expect(log).toContainText('line 200');
  await expect(page.getByText(/^live/)).toBeVisible();
  await writeFile(join(signs, 'followed'), '');
  await expect(log).toContainText('heard followed');

  await log.hover();
  await page.mouse.wheel(0, -2_000);
  await expect(page.getByText(/^paused/)).toBeVisible();
  await writeFile(join(signs, 'away'), '');
  const { tasks } = await stack.client.runs.graph.query({ run_id: runId });
  const written = async (): Promise<string> => {
    const [task] = tasks;
    if (task === undefined) return '';
    const { attempts } = await stack.client.tasks.get.query({ task_id: task.id });
    const read = { subject_id: attempts[0]?.id ?? '', stream: 'stdout', offset: 0, limit: 10_000 } as const;
    return (await stack.client.tasks.log.query(read)).text;
  };
  await expect.poll(written).toContain('heard away');
  await expect(log).not.toContainText('heard away');
  await page.getByRole('button', { name: 'Jump to end' }).click();
  await expect(log).toContainText('heard away');
  await expect(page.getByText(/^live/)).toBeVisible();

  await writeFile(join(signs, 'end'), '');
  await expect(log).toContainText('heard end');
  await expect(page.getByText(/^live/)).toBeHidden();
  await expect(page.getByText(/^paused/)).toBeHidden();
  await untilState(stack.client, runId, 'succeeded');
});
