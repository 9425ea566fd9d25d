// Writes the next migration: pnpm --filter @uet/db migration <name> [--draft]
import { parseArgs } from 'node:util';
import { productMigrations } from '../src/migrate/migrations-folder.js';
import { productSchema } from '../src/migrate/prisma-schema.js';
import { createMigration } from '../src/migrate/schema-change.js';
import { startTestServer } from '../src/testing/test-database.js';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { draft: { type: 'boolean', default: false } },
});
const [name] = positionals;
if (name === undefined) {
  console.error('usage: migration <name> [--draft]   (--draft: also where the schema has not changed)');
  process.exit(2);
}
const server = await startTestServer();
try {
  const folders = { migrationsFolder: productMigrations, schemaFolder: productSchema };
  const path = await createMigration(
    { serverUrl: server.templateUrl, ...folders },
    { name, draft: values.draft },
  );
  console.log(path ?? 'The migrations already make what the schema says.');
} finally {
  await server.stop();
}
