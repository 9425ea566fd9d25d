import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { jsonFiles } from './json-files.js';

const folder = fileURLToPath(new URL('../json/', import.meta.url));

mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!jsonFiles.has(name)) rmSync(`${folder}${name}`);
for (const [name, text] of jsonFiles) writeFileSync(`${folder}${name}`, text);
