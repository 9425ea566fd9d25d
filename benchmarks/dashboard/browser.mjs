import { findOrInstallChromium } from '../../scripts/lib/chromium.mjs';
import { progressOn } from '../../scripts/lib/progress.mjs';
import { chromium } from '../demo-product.mjs';

/** Real Chromium with somebody signed in: every page is opened in a context of its own, with nothing in its cache. */
export async function openBrowser(product) {
  const executablePath = await findOrInstallChromium(progressOn(process.stderr));
  // Chromium's own sandbox refuses to run as root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  const viewport = { width: 1440, height: 900 };
  const first = await browser.newContext({ baseURL: product.url, viewport });
  const page = await first.newPage();
  await page.goto(await product.signInLink('bench', 'admin'));
  await page.waitForURL('**/runs');
  const storageState = await first.storageState();
  await first.close();
  return {
    /** Does something on a fresh page, and closes it. */
    async withPage(work) {
      const context = await browser.newContext({ baseURL: product.url, viewport, storageState });
      try {
        const fresh = await context.newPage();
        const cdp = await context.newCDPSession(fresh);
        return await work(fresh, cdp);
      } finally {
        await context.close();
      }
    },
    close: () => browser.close(),
  };
}

/** One of Chromium's own measurements of a page. */
export async function metricOf(cdp, wanted) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === wanted).value;
}
