import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPool } from '../open-pool.js';
import { createTestDatabase, startTestServer, type TestServer } from '../testing/test-database.js';
import { dumpSchemaSql } from './dump-schema-sql.js';
import { migrate } from './migrate.js';
import { createMigration, type SchemaComparison, schemaDrift } from './schema-change.js';

let root: string;
let server: TestServer;
let comparison: SchemaComparison;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'uet-schema-'));
  const [migrationsFolder, schemaFolder] = [join(root, 'migrations'), join(root, 'schema')];
  await mkdir(migrationsFolder);
  await mkdir(schemaFolder);
  await writeFile(join(schemaFolder, 'schema.prisma'), 'datasource db {\n  provider = "postgresql"\n}\n');
  await writeFile(
    join(schemaFolder, 'note.prisma'),
    'model Note {\n  id String @id\n  text String @default("a;b")\n  tags Tag[]\n  @@map("notes")\n}\n',
  );
  await writeFile(
    join(schemaFolder, 'tag.prisma'),
    `enum Color {\n  red\n  blue\n}\n
model Tag {\n  id Int @id @default(autoincrement())\n  color Color\n  note_id String
  note Note @relation(fields: [note_id], references: [id])\n  @@index([note_id, color])\n  @@map("tags")\n}\n`,
  );
  server = await startTestServer(migrationsFolder);
  comparison = { serverUrl: server.templateUrl, migrationsFolder, schemaFolder };
});

afterAll(async () => {
  await server.stop();
  await rm(root, { recursive: true });
});

async function migrated<T>(look: (pool: ReturnType<typeof openPool>) => Promise<T>): Promise<T> {
  const database = await createTestDatabase(server.templateUrl);
  const pool = openPool({ connectionString: database.url });
  try {
    await migrate(pool, comparison.migrationsFolder);
    return await look(pool);
  } finally {
    await pool.end();
    await database.drop();
  }
}

const databases = async () => {
  const pool = openPool({ connectionString: server.templateUrl });
  const { rows } = await pool.query('select datname from pg_database order by 1');
  await pool.end();
  return rows.map(({ datname }) => datname);
};

describe('createMigration', () => {
  it('writes the difference between migrations and schema, after which there is none', async () => {
    expect(await schemaDrift(comparison)).toContain('CREATE TABLE "notes"');
    const path = await createMigration(comparison, { name: 'first' });
    expect(path).toMatch(/\/\d{14}_first\/migration\.sql$/);
    expect(await schemaDrift(comparison)).toBe('');
    expect(await createMigration(comparison, { name: 'second' })).toBeUndefined();
    expect(await databases()).toEqual(['postgres', 'template0', 'template1', 'uet']);
  });

  it('writes an empty one as a draft, for what Prisma does not know', async () => {
    const path = await createMigration(comparison, { name: 'checks', draft: true });
    await writeFile(
      path ?? '',
      `ALTER TABLE "notes" ADD CONSTRAINT "notes_text_check" CHECK ("text" <> '');
CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.text := 'x;'; RETURN NEW; END $$;
CREATE TRIGGER notes_shout BEFORE UPDATE ON "notes" FOR EACH ROW EXECUTE FUNCTION shout();\n`,
    );
    expect(await schemaDrift(comparison)).toBe('');
    expect(await readdir(comparison.migrationsFolder)).toHaveLength(2);
  });

  it('refuses names that are no names of folders', async () => {
    await expect(createMigration(comparison, { name: '../x' })).rejects.toMatchObject({
      code: 'bad_argument',
    });
  });
});

describe('dumpSchemaSql', () => {
  it('is the same each time, and says what the migrations made', async () => {
    const [text, again] = [await migrated(dumpSchemaSql), await migrated(dumpSchemaSql)];
    expect(again).toBe(text);
    expect(text).toMatchInlineSnapshot(`
      "-- Generated from the migrations, for reviews: the schema that they make. Do not edit.

      CREATE TYPE "Color" AS ENUM ('red', 'blue');

      CREATE SEQUENCE tags_id_seq AS integer;

      CREATE TABLE notes (
        id text NOT NULL,
        text text DEFAULT 'a;b'::text NOT NULL,
        CONSTRAINT notes_pkey PRIMARY KEY (id),
        CONSTRAINT notes_text_check CHECK (text <> ''::text)
      );

      CREATE TABLE tags (
        id integer DEFAULT nextval('tags_id_seq'::regclass) NOT NULL,
        color "Color" NOT NULL,
        note_id text NOT NULL,
        CONSTRAINT tags_pkey PRIMARY KEY (id),
        CONSTRAINT tags_note_id_fkey FOREIGN KEY (note_id) REFERENCES notes(id) ON UPDATE CASCADE ON DELETE RESTRICT
      );
      CREATE INDEX tags_note_id_color_idx ON tags USING btree (note_id, color);

      CREATE OR REPLACE FUNCTION public.shout()
       RETURNS trigger
       LANGUAGE plpgsql
      AS $function$ BEGIN NEW.text := 'x;'; RETURN NEW; END $function$;

      CREATE TRIGGER notes_shout BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION shout();
      "
    `);
  });

  it('makes the same schema again', async () => {
    const text = await migrated(dumpSchemaSql);
    const database = await createTestDatabase(server.templateUrl);
    const pool = openPool({ connectionString: database.url });
    try {
      // Foreign keys point at tables further down; everything else is in an order that works.
      const foreign = /,?\n {2}CONSTRAINT \w+ FOREIGN KEY [^\n]*?(?=,?\n)/g;
      await pool.query(text.replace(foreign, ''));
      expect(await dumpSchemaSql(pool)).toBe(text.replace(foreign, ''));
    } finally {
      await pool.end();
      await database.drop();
    }
  });
});

describe('schemaDrift', () => {
  it('says where the two cannot be compared', async () => {
    const schemaFolder = join(root, 'broken');
    await mkdir(schemaFolder);
    await writeFile(join(schemaFolder, 'schema.prisma'), 'model {');
    await expect(schemaDrift({ ...comparison, schemaFolder })).rejects.toMatchObject({
      code: 'database_failed',
      where: schemaFolder,
    });
    expect(await readFile(join(schemaFolder, 'schema.prisma'), 'utf8')).toBe('model {');
  });
});
