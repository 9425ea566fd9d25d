import type { Page } from '@playwright/test';
import { closedGate } from '../src/gate.js';
import { expect, test } from '../src/test.js';

/** Opens a page and holds back what the search is made of; the answer lets it through. */
async function openHoldingBack(page: Page): Promise<() => void> {
  const gate = closedGate();
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    const response = await route.fetch();
    // Its name is made by the build: it is known by what only it has in it.
    if ((await response.text()).includes('cmdk-group-heading')) await gate.opened;
    await route.fulfill({ response });
  });
  // Not until all is loaded: what is held back counts, too.
  await page.goto('/runs', { waitUntil: 'domcontentloaded' });
  await expect(page.getByRole('status', { name: /^Live/ })).toBeVisible();
  return gate.open;
}

test('what is typed before the search has been loaded is searched for', async ({ page }) => {
  const release = await openHoldingBack(page);
  const dialog = page.getByRole('dialog', { name: 'Search and go to' });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Cos');
  await expect(dialog.getByRole('textbox')).toHaveValue('Cos');
  await expect(dialog.getByRole('option')).toHaveCount(0);
  release();
  await expect(dialog.getByRole('option', { name: /^Costs/ })).toBeVisible();
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('ts');
  await expect(dialog.getByRole('combobox')).toHaveValue('Costs');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.unrouteAll({ behavior: 'wait' });
});

test('Enter before the search has been loaded goes to what is found first', async ({ page }) => {
  const release = await openHoldingBack(page);
  await page.getByRole('button', { name: 'Search and go to' }).click();
  await page.keyboard.type('Costs');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue('Costs');
  release();
  await expect(page.getByRole('heading', { name: 'Costs', exact: true })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.unrouteAll({ behavior: 'wait' });
});
