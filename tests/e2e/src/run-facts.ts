import { expect, type Page } from '@playwright/test';
import type { Stack } from './stack.js';

type Client = Stack['client'];

/** Waits until a run is in a state, as the API tells. */
export async function untilState(client: Client, runId: string, state: string): Promise<void> {
  await expect
    .poll(async () => (await client.runs.get.query({ run_id: runId })).run.state, { timeout: 30_000 })
    .toBe(state);
}

/** The run that a page is about, by its address. */
export function runIdOf(page: Page): string {
  const id = /\/runs\/([0-9A-Z]{26})/.exec(page.url())?.[1];
  if (id === undefined) throw new Error(`${page.url()} is no page of a run`);
  return id;
}

/** Starts a run by the API. */
export async function startRun(
  client: Client,
  template: string,
  repository: { readonly path: string },
  more: { readonly text?: string; readonly parameters?: Record<string, string | number | boolean> } = {},
): Promise<string> {
  const { run_id: runId } = await client.runs.start.mutate({
    ...(more.text === undefined ? { template } : { template_text: more.text }),
    repository: repository.path,
    parameters: more.parameters ?? {},
  });
  return runId;
}
