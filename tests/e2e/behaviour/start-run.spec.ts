import type { Page } from '@playwright/test';
import { closedGate } from '../src/gate.js';
import { runIdOf } from '../src/run-facts.js';
import { expect, test } from '../src/test.js';

test('a run is started from a form that says what is wrong as one types, and is watched to its end', async ({
  page,
  repository,
}) => {
  await page.goto('/templates');
  await page
    .getByRole('link', { name: /Greet the customers/ })
    .first()
    .click();
  const value = page.getByLabel(/^greeting/);
  await value.fill('hello');
  await value.blur();
  await expect(value).toHaveAttribute('aria-invalid', 'true');
  await value.fill('Good morning');
  await expect(value).toHaveAttribute('aria-invalid', 'false');
  await page.getByLabel(/^times/).fill('3');
  await page.getByLabel('Repository').fill(repository.path);
  await page.getByLabel(/^Target branch/).fill('greetings');
  await expect(page.getByLabel('Dry run')).toContainText('2 in 2 waves');
  await page.getByRole('button', { name: 'Start the run' }).click();

  await page.waitForURL(/\/runs\/[0-9A-Z]{26}/);
  expect(runIdOf(page)).toHaveLength(26);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('greeting');
  // Nobody reloads: what changes, appears.
  await expect(page.getByText('succeeded', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await expect(page).toHaveTitle(/succeeded/i);
  expect(await repository.git('show', 'greetings:greeting.txt')).toBe(
    'Good morning\nGood morning\nGood morning',
  );
  expect(await repository.git('branch', '--show-current')).toBe('main');
});

test('a repository that is none is refused beside its field', async ({ page }) => {
  await page.goto('/templates/greeting');
  await page.getByLabel(/^greeting/).fill('Good day');
  await page.getByLabel('Repository').fill('/nowhere/at/all');
  await page.getByLabel('Repository').blur();
  await expect(page.getByLabel('Repository')).toHaveAttribute('aria-invalid', 'true');
});

/** Holds back what is asked for by such addresses; the answer lets it through. */
async function holdBack(page: Page, addresses: RegExp): Promise<() => void> {
  const gate = closedGate();
  await page.route(addresses, async (route) => {
    await gate.opened;
    await route.continue();
  });
  return gate.open;
}

test('what is typed while a run is being started does not undo the way to it', async ({
  page,
  repository,
}) => {
  await page.clock.install();
  await page.goto('/templates/greeting');
  await page.getByLabel(/^greeting/).fill('Good day');
  await page.getByLabel('Repository').fill(repository.path);
  const letStart = await holdBack(page, /runs\.start/);
  const letGo = await holdBack(page, /\/runs\/[0-9A-Z]{26}/);
  const asked = page.waitForRequest(/\/runs\/[0-9A-Z]{26}/);
  await page.getByRole('button', { name: 'Start the run' }).click();
  await page.getByLabel(/^Target branch/).fill('typed-last');
  letStart();
  await asked;
  // Until what was typed would have come into the address.
  await page.clock.fastForward(2_000);
  letGo();
  await page.waitForURL(/\/runs\/[0-9A-Z]{26}/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('greeting');
  await page.unrouteAll({ behavior: 'wait' });
});
