import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Stack, startStack } from './stack.js';

const seed = fileURLToPath(new URL('../../../scripts/seed-demo.mjs', import.meta.url));

/** A stack with the demo history of `npm run seed:demo`: 1 for all of it, less for less. */
export const startDemoStack = (scale: number): Promise<Stack> =>
  startStack(async (home) => {
    const env = { ...process.env, UET_HOME: home, DATABASE_URL: undefined };
    await promisify(execFile)(process.execPath, [seed, '--scale', String(scale)], { env });
    return {};
  });
