import { createRequire } from 'node:module';

/** The version of this program. */
export const version = String(
  (createRequire(import.meta.url)('../package.json') as { readonly version: unknown }).version,
);
