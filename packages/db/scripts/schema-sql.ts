// Writes prisma/schema.sql: what the migrations make, for reviews.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { dumpSchemaSql } from '../src/migrate/dump-schema-sql.js';
import { openPool } from '../src/open-pool.js';
import { startTestServer } from '../src/testing/test-database.js';

const path = fileURLToPath(new URL('../prisma/schema.sql', import.meta.url));
const server = await startTestServer();
const pool = openPool({ connectionString: server.templateUrl });
try {
  await writeFile(path, await dumpSchemaSql(pool));
} finally {
  await pool.end();
  await server.stop();
}
