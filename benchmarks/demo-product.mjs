import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { createUetClient } from '../packages/client/dist/index.js';
import { openSession } from '../packages/runtime/dist/index.js';

const e2e = join(import.meta.dirname, '..', 'tests', 'e2e');
const fromTests = (path) => tsImport(join(e2e, 'src', path), import.meta.url);

/** The browsers that the end-to-end tests use. */
export const { chromium } = createRequire(join(e2e, 'package.json'))('@playwright/test');

/** Makes a repository with one commit, as the end-to-end tests do. */
export const { makeRepository } = await fromTests('repository.ts');

/**
 * The product as `uet up` starts it, in a process of its own, on a demo history of so many runs. Where a state folder is
 * named, the product that is up on it: nothing is made, and it is left as it is.
 */
export async function startDemoProduct({ runs, home }) {
  if (home !== undefined) return attachTo(home);
  const { startDemoStack } = await fromTests('demo-stack.ts');
  return startDemoStack(runs / 2_000);
}

async function attachTo(home) {
  const { url, token } = JSON.parse(await readFile(join(home, 'server.json'), 'utf8'));
  const client = createUetClient({ url, token });
  return {
    url,
    home,
    client,
    signInLink: async (name, role) =>
      new URL((await client.system.sign_in_link.mutate({ name, role })).path, url).href,
    stop: async () => undefined,
  };
}

/** A session beside the product, on its database. */
export const sessionBeside = ({ home }) =>
  openSession({ environment: { ...process.env, UET_HOME: home, DATABASE_URL: undefined } });
