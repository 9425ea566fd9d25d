import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../', import.meta.url));
const readme = readFileSync(`${folder}README.md`, 'utf8');

const blockIn = (language: string): string | undefined =>
  new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(readme)?.[1];

describe('README.md', () => {
  it('shows code that runs, and what it prints', async () => {
    const example = fileURLToPath(new URL('./readme-example.ts', import.meta.url));
    expect(blockIn('ts')).toBe(readFileSync(example, 'utf8'));
    const args = ['--conditions=source', '--import', 'tsx', example];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
    expect(stdout).toBe(blockIn('text'));
  });
});
