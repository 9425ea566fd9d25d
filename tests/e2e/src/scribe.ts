import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

// Writes what it was asked into notes.md, and the whole prompt where the test finds it.
const program = `import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
const prompt = readFileSync(0, 'utf8');
const folder = process.env.SCRIBE_PROMPTS;
const number = readdirSync(folder).length + 1;
writeFileSync(join(folder, \`\${String(number).padStart(3, '0')}.txt\`), prompt);
writeFileSync('notes.md', \`# Notes\\n\\nWritten at call \${number}.\\n\`);
process.stdout.write(JSON.stringify({
  type: 'result', subtype: 'success', is_error: false, result: 'done', total_cost_usd: 0.0125,
  usage: { input_tokens: 1200, output_tokens: 340, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 },
}));
`;

const catalog = (path: string): string => `catalog: v1
tools:
  scribe:
    kind: agent
    title: Scribe
    description: Stands in for an AI coding program.
    command: [${JSON.stringify(process.execPath)}, ${JSON.stringify(path)}]
    prompt: { via: stdin }
    env_allow: [SCRIBE_PROMPTS]
    usage: { reader: claude_json, from: stdout }
    capabilities: [edit]
`;

/** A stand-in for an AI coding program: a real process that keeps what it was asked. */
export interface Scribe {
  /** What makes a server know and run it. */
  readonly env: Readonly<Record<string, string>>;
  /** Every prompt that it was given, in order. */
  prompts(): Promise<string[]>;
}

/** Puts the program and a catalogue with it into a folder. */
export async function makeScribe(folder: string): Promise<Scribe> {
  const prompts = join(folder, 'prompts');
  await mkdir(prompts, { recursive: true });
  await writeFile(join(folder, 'scribe.mjs'), program);
  await writeFile(join(folder, 'tools.yaml'), catalog(join(folder, 'scribe.mjs')));
  return {
    env: { SCRIBE_PROMPTS: prompts, UET_TOOLS: join(folder, 'tools.yaml') },
    async prompts() {
      const names = (await readdir(prompts)).sort();
      return Promise.all(names.map((name) => readFile(join(prompts, name), 'utf8')));
    },
  };
}
