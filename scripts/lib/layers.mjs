/**
 * Who may import whom (docs: ARCHITECTURE.md). The left side is the folder's name of a package in packages/,
 * apps/ or tests/; a package that is not here needs a decision record first.
 */
export const mayImport = {
  schemas: [],
  core: ['schemas'],
  db: ['core', 'schemas'],
  runtime: ['core', 'db', 'schemas'],
  client: ['schemas'],
  server: ['client', 'core', 'db', 'runtime', 'schemas'],
  worker: ['core', 'db', 'runtime', 'schemas'],
  web: ['client', 'core', 'schemas'],
  // Alone where no server runs; else it is a client of that, or starts one.
  cli: ['client', 'core', 'db', 'runtime', 'schemas', 'server', 'web'],
  e2e: ['client', 'schemas'],
};

/** Of another package only its types: whoever installs the client gets no schemas with it, and no browser loads them. */
export const typesOnly = { client: ['schemas'] };

/** The packages that may depend on nothing else from npm than this. */
export const onlyDependencies = { schemas: ['zod'] };

/** The packages without I/O, clock, chance and environment: they must run in a browser, and replay alike. */
export const pure = ['schemas', 'core'];

/** What a pure package may not say outside its tests and `testing/`: names, and names of an object's members. */
export const impure = {
  names: [
    'process',
    'Buffer',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'require',
    '__dirname',
    '__filename',
  ],
  members: ['Date.now', 'Math.random', 'performance.now', 'crypto.randomUUID', 'crypto.getRandomValues'],
};
