// Writes docs/machines.md and docs/errors.md, from the tables that the code goes by.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { machines } from '../src/machines/index.js';
import { errorsDocument } from './errors-document.js';
import { machinesDocument } from './machines-document.js';

const docs = new URL('../../../docs/', import.meta.url);

await writeFile(fileURLToPath(new URL('machines.md', docs)), machinesDocument(machines));
await writeFile(fileURLToPath(new URL('errors.md', docs)), errorsDocument());
