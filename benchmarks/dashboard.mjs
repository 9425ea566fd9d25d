// The dashboard in Chromium, on a demo history of 10,000 runs: how long pages take until they can be used, what moves
// by itself, how much script the list of runs loads, and how smoothly the largest graph, diff and log are moved, next to
// the same gestures on a small one or an empty page.
// Run after a build: node benchmarks/dashboard.mjs [--runs 10000] [--rounds 3] [--only pages|moving] [--home FOLDER] [--json]
import { parseArgs } from 'node:util';
import { openBrowser } from './dashboard/browser.mjs';
import { makeMaterial } from './dashboard/material.mjs';
import { measureMoving } from './dashboard/moving.mjs';
import { measurePages } from './dashboard/pages.mjs';
import { startDemoProduct } from './demo-product.mjs';
import { tell } from './figures.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
    home: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const [runs, rounds] = [values.runs, values.rounds].map(Number);

const product = await startDemoProduct({ runs, home: values.home });
try {
  const browser = await openBrowser(product);
  try {
    const figures = [];
    const { only } = values;
    if (only === undefined || only === 'pages')
      figures.push(...(await measurePages(browser, product, rounds)));
    if (only === undefined || only === 'moving') {
      const material = await makeMaterial(product);
      try {
        figures.push(...(await measureMoving(browser, product, material, rounds)));
      } finally {
        await material.close();
      }
    }
    tell('dashboard', figures, { runs, rounds });
  } finally {
    await browser.close();
  }
} finally {
  await product.stop();
}
