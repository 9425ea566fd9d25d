import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type SchemaName, schemas } from '../src/index.js';
import { ajvCheckOf } from './ajv-check.js';

const folder = fileURLToPath(new URL('../', import.meta.url));
const readme = readFileSync(`${folder}README.md`, 'utf8');
const manifest = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));

/** The text of the README's only code block in a language. */
function blockIn(language: string): string {
  const blocks = [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))];
  expect(blocks).toHaveLength(1);
  return blocks[0]?.[1] ?? '';
}

/** The name of the schema whose published file a path in `node_modules` is. */
function schemaAt(path: string | undefined): SchemaName {
  const name = /^\.\/node_modules\/@uet\/schemas\/json\/(\w+)\.v1\.json$/.exec(path ?? '')?.[1];
  expect(Object.keys(schemas)).toContain(name);
  expect(manifest.files).toContain('json');
  return name as SchemaName;
}

describe('README.md', () => {
  it('shows a template whose first line leads editors to a published schema that accepts it', () => {
    const text = blockIn('yaml');
    const name = schemaAt(/^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1]);
    const document = parse(text);
    expect(schemas[name].safeParse(document).error).toBeUndefined();
    expect(ajvCheckOf(name)(document)).toBe(true);
  });

  it('shows settings that lead editors to a published schema', () => {
    const settings = JSON.parse(blockIn('json'));
    expect(schemaAt(settings['json.schemas'][0].url)).toBe('template');
  });

  it('shows code that runs, and what it prints', async () => {
    const example = fileURLToPath(new URL('./readme-example.ts', import.meta.url));
    expect(blockIn('ts')).toBe(readFileSync(example, 'utf8'));
    const args = ['--conditions=source', '--import', 'tsx', example];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
    expect(stdout).toBe(blockIn('text'));
  });

  it('names every schema', () => {
    const missing = Object.keys(schemas).filter((name) => !readme.includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });
});
