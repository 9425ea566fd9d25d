import { expect, test } from '../src/test.js';

test.describe('somebody without a session', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('is asked to sign in, and comes back to where they wanted to go', async ({ page, stack }) => {
    await page.goto('/costs?days=30');
    await expect(page.getByRole('heading', { name: 'Sign in to UET' })).toBeVisible();
    await page.getByLabel('Or paste the link here').fill(await stack.signInLink('grace', 'operator'));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Costs', exact: true })).toBeVisible();
    expect(new URL(page.url()).search).toContain('days=30');
  });

  test('gets in by a link once, and not a second time', async ({ page, context, stack }) => {
    const link = await stack.signInLink('grace', 'viewer');
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible();
    expect(page.url()).not.toContain('#');
    await context.clearCookies();
    const again = await context.newPage();
    await again.goto(link);
    await expect(again.getByRole('main').getByRole('alert')).toBeVisible();
    await expect(again.getByText('uet up')).toBeVisible();
  });
});

test('signing out ends the session, and takes the cookie', async ({ person }) => {
  const { page, context } = await person('operator');
  await page.getByRole('button', { name: /a-operator/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to UET' })).toBeVisible();
  expect(await context.cookies()).toEqual([]);
  await page.goto('/runs');
  await expect(page.getByRole('heading', { name: 'Sign in to UET' })).toBeVisible();
});
