import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { makeRepository, type Repository } from './repository.js';
import { makeScribe, type Scribe } from './scribe.js';
import { type Stack, startStack } from './stack.js';
import { approved, greeting, troubled } from './templates.js';

/** Who signs in. */
export type Role = 'viewer' | 'operator' | 'admin';

/** A browser of somebody who is signed in. */
export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
}

interface WorkerFixtures {
  readonly stack: Stack & { readonly scribe: Scribe };
  /** The cookies of an admin. */
  readonly adminState: Awaited<ReturnType<BrowserContext['storageState']>>;
}

interface TestFixtures {
  /** A repository of this test alone. */
  readonly repository: Repository;
  /** Signs somebody else in, in a browser of their own. */
  readonly person: (role: Role) => Promise<Person>;
}

/** Tests with a whole product that runs: `page` is an admin's. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      let scribe: Scribe | undefined;
      const stack = await startStack(async (home) => {
        await mkdir(join(home, 'scribe'));
        scribe = await makeScribe(join(home, 'scribe'));
        return scribe.env;
      });
      if (scribe === undefined) throw new Error('the stand-in was not made');
      for (const text of [greeting, approved, troubled]) await stack.client.templates.save.mutate({ text });
      await use(Object.assign(stack, { scribe }));
      await stack.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  adminState: [
    async ({ stack, browser }, use) => {
      const context = await browser.newContext();
      await signIn(await context.newPage(), await stack.signInLink('ada', 'admin'));
      await use(await context.storageState());
      await context.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ stack }, use) => use(stack.url),
  storageState: async ({ adminState }, use) => use(adminState),
  repository: async ({ stack }, use, info) => {
    await use(await makeRepository(join(stack.home, 'repositories', info.testId)));
  },
  person: async ({ browser, stack }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role) => {
      const context = await browser.newContext({
        baseURL: stack.url,
        storageState: { cookies: [], origins: [] },
      });
      contexts.push(context);
      const page = await context.newPage();
      await signIn(page, await stack.signInLink(`a-${role}`, role));
      return { page, context };
    });
    for (const context of contexts) await context.close();
  },
});

/** Opens a sign-in link and waits for the list of runs. */
async function signIn(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible();
}

export { expect };
