import type { Command } from 'commander';
import { declare, type Lazily } from './declaration.js';

/** `tools`, `schemas`, `health`, `db`: what runs are made with, and where they are kept. */
export function declareSystemCommands(program: Command, lazily: Lazily): void {
  const tools = program.command('tools').description('the tools that tasks can use');
  declare(
    tools,
    'list',
    'the catalogue, and which tools are installed; of a server, also whose breaker is open',
    ['uet tools list'],
  ).action(lazily(async () => (await import('../commands/tools.js')).list));
  const schemas = program.command('schemas').description('the documents that uet reads and writes');
  declare(schemas, 'list', 'the names of all schemas', ['uet schemas list']).action(
    lazily(async () => (await import('../commands/schemas.js')).list),
  );
  declare(schemas, 'print <name>', 'one JSON Schema, for editors', [
    'uet schemas print template > template.schema.json',
  ]).action(lazily(async () => (await import('../commands/schemas.js')).printSchema));
  declare(schemas, 'check <name> <file>', 'check a document against a schema', [
    'uet schemas check patch_policy policy.yaml',
  ]).action(lazily(async () => (await import('../commands/schemas.js')).check));
  declare(program, 'health', 'how database, queue, workers and breakers are, and what is stuck', [
    'uet health',
  ]).action(lazily(async () => (await import('../commands/health.js')).health));
  declareDb(program.command('db').description('the database'), lazily);
}

function declareDb(db: Command, lazily: Lazily): void {
  declare(db, 'status', 'where it is, and whether it is up to date', ['uet db status']).action(
    lazily(async () => (await import('../commands/db.js')).status),
  );
  declare(db, 'migrate', 'bring it up to date, and say what was applied', [
    'DATABASE_URL=postgresql://uet@db.example.org/uet uet db migrate',
  ]).action(lazily(async () => (await import('../commands/db.js')).migrate));
  declare(db, 'url', 'its address, with the password: for other programs', [
    'uet db url --hold & # then: psql "$(uet db url)"',
  ])
    .option('--hold', 'keep the embedded server there until Ctrl-C')
    .action(lazily(async () => (await import('../commands/db.js')).url));
}
