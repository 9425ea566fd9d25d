// Writes docs/api.md from the routes that the service really has: it asks the code, not a comment.
//   node api-doc.mjs
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const { routes } = await import(pathToFileURL(resolve('src/routes.js')));
const rows = routes.map(({ method, path, summary }) => `| \`${method} ${path}\` | ${summary} |`);
writeFileSync(
  'docs/api.md',
  `# API

${routes.length} routes, taken from \`src/routes.js\`. Bodies and answers are JSON; amounts are in cents.

| route | what it does |
| --- | --- |
${rows.join('\n')}
`,
);
console.log(`docs/api.md has ${routes.length} routes`);
