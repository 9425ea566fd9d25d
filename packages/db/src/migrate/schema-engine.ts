import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine, SchemasContainer } from '@prisma/schema-engine-wasm';
import type { Migration } from './migrations-folder.js';

/** Every table counts: nothing in the database is managed by others, as far as Prisma can see. */
export const noFilter = { externalTables: [], externalEnums: [] };

/** The part of it that is used here: TypeScript's own declaration comes with the browser's. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Readonly<Record<string, object>>,
  ): Promise<{ readonly instance: { readonly exports: { __wbindgen_start(): void } } }>;
};

let loading: Promise<typeof SchemaEngine> | undefined;

/** Prisma's schema engine as WebAssembly, so that nothing is downloaded and no binary is run, on one adapter. */
export async function openSchemaEngine(
  factory: SqlMigrationAwareDriverAdapterFactory,
  schema: SchemasContainer | undefined,
): Promise<SchemaEngine> {
  // Once per process: the glue code holds its instance in a variable of the module, so a second instance would pull
  // the memory from under the first one's engines.
  loading ??= load();
  const engine = await loading;
  const datamodels = schema?.files.map(({ path, content }): [string, string] => [path, content]);
  return engine.new({ datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory));
}

async function load(): Promise<typeof SchemaEngine> {
  // What the engine does with its last breath; without it, its panics say nothing.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message(message: string) {
        throw new Error(`Prisma's schema engine panicked: ${message}`);
      },
    },
  });
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const main = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bytes = await readFile(join(dirname(main), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': withoutWaiting(glue),
  });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue.SchemaEngine;
}

/**
 * The engine never takes back the timer by which it would give up waiting for a lock: for ten seconds after the last
 * migration it would keep a process from ending.
 */
function withoutWaiting(glue: object): object {
  const name = Object.keys(glue).find((each) => each.startsWith('__wbg_setTimeout_'));
  if (name === undefined)
    throw new Error("Prisma's schema engine has no timers: this is not needed any more");
  return { ...glue, [name]: (done: () => void, ms: number) => setTimeout(done, ms >>> 0).unref() };
}

/** Migrations as the engine wants them: with the text of their files. */
export function migrationList(folder: string, migrations: readonly Migration[]): MigrationList {
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}
