// Writes docs/faq.md, and then does what nobody asked for: it adds a dependency. The scope of its task is
// docs/faq.md alone, so its patch is quarantined whole; nothing of it reaches the branch.
//   node write-faq.mjs
import { readFileSync, writeFileSync } from 'node:fs';

writeFileSync(
  'docs/faq.md',
  `# Questions that customers ask

## How heavy may a parcel be?

Ask the service: \`POST /quotes\` refuses what is too heavy, and says so.

## When will it arrive?

Every quote has a delivery day. Saturdays and Sundays do not count.
`,
);

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
manifest.dependencies = { ...manifest.dependencies, 'left-pad': '1.3.0' };
writeFileSync('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
console.log('wrote docs/faq.md, and added left-pad while at it');
