// Writes docs/price-list.md from the tariff, for the wall behind the counter.
//   node price-list.mjs
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const load = (path) => import(pathToFileURL(resolve(path)));
const { weightSteps } = await load('src/tariff.js');
const { formatMoney } = await load('src/money.js');
const rows = weightSteps.map(({ upToGrams, cents }) => `| ${upToGrams / 1_000} kg | ${formatMoney(cents)} |`);
writeFileSync(
  'docs/price-list.md',
  `# Prices at home\n\n| up to | price |\n| --- | --- |\n${rows.join('\n')}\n`,
);
