import { defineConfig } from '@playwright/test';

const { UET_CHROMIUM: executablePath, UET_E2E_REPORT: report = 'artifacts/report.json' } = process.env;

/** Behaviour first, then a picture of every page; each worker has a whole stack of its own. */
export default defineConfig({
  testDir: '.',
  outputDir: 'artifacts/results',
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: report }]],
  use: {
    viewport: { width: 1440, height: 900 },
    // Without its film: a software renderer spends more on drawing that than on all the rest.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      // Found, or installed, by `npm test`; without it Playwright takes its own.
      ...(executablePath === undefined ? {} : { executablePath }),
      // Chromium's own sandbox refuses to run as root, as continuous integration often does.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  projects:
    process.env.UET_PICTURES === undefined
      ? [
          { name: 'behaviour', testDir: 'behaviour' },
          { name: 'screens', testDir: 'screens' },
        ]
      : [{ name: 'pictures', testDir: 'pictures' }],
});
