import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cliCommands } from './lib/cli-commands.mjs';
import { filesUnder, neverEntered } from './lib/files.mjs';
import { anchors, codeSpans, fencedLines, links } from './lib/markdown.mjs';
import { reportIfRun } from './lib/report.mjs';
import { workspacePackages } from './lib/workspace.mjs';

const topDocuments = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'benchmarks/README.md'];

// pnpm's and npm's own words, where a script's name could stand.
const pnpmWords = new Set([
  'add',
  'dlx',
  'exec',
  'i',
  'install',
  'pack',
  'publish',
  'run',
  'store',
  'update',
  'why',
]);
const npmScriptWords = new Set(['start', 'test']);

const documentsOf = (root) => [
  ...topDocuments.filter((path) => existsSync(join(root, path))),
  ...filesUnder(root, 'docs').filter((path) => path.endsWith('.md')),
  ...workspacePackages(root)
    .map(({ folder }) => `${folder}/README.md`)
    .filter((path) => existsSync(join(root, path))),
];

const checkLink = (root, document, text, { target, line }) => {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(target)) return [];
  const [path, anchor] = decodeURIComponent(target).split('#');
  const file =
    path === '' ? join(root, document) : join(root, path.startsWith('/') ? '' : dirname(document), path);
  if (!existsSync(file)) return [`${document}:${line}: the link ${target} leads nowhere`];
  if (anchor === undefined || !file.endsWith('.md')) return [];
  const headings = anchors(path === '' ? text : readFileSync(file, 'utf8'));
  return headings.includes(anchor) ? [] : [`${document}:${line}: no heading makes the anchor of ${target}`];
};

/** A code span that names a file of this repository, which is one that begins with one of the root's folders. */
const checkPath = (root, document, folders, { text, line }) => {
  const path = text.replace(/:\d+(:\d+)?$/, '');
  if (!/^[\w.@*<>{},-]+(\/[\w.@*<>{},-]+)+\/?$/.test(path) || !folders.includes(path.split('/')[0]))
    return [];
  const certain = path.split('/').findIndex((part) => /[*<>{}]|NNNN/.test(part));
  const wanted = certain === -1 ? path : path.split('/').slice(0, certain).join('/');
  const found = existsSync(join(root, wanted)) || existsSync(join(root, dirname(document), wanted));
  return found ? [] : [`${document}:${line}: there is no ${path}`];
};

const scriptIn = (command) => {
  const words = command.split(/\s+/);
  if (words[0] === 'npm') {
    const rest = words.slice(1).filter((word) => !word.startsWith('-'));
    if (rest[0] === 'run') return rest[1];
    return npmScriptWords.has(rest[0]) ? rest[0] : undefined;
  }
  if (words[0] !== 'pnpm' || words[1]?.startsWith('-')) return undefined;
  if (words[1] === 'run') return words[2];
  return pnpmWords.has(words[1]) ? undefined : words[1];
};

const wordsForCli = (command) => {
  const match =
    /^(?:npx )?uet\s+(.*)$/.exec(command) ??
    /^npm run (?:-s|--silent) uet(?:\s+--(?:\s+(.*))?)?$/.exec(command);
  return match?.[1]?.split(/\s+/);
};

const checkCommand = async (scripts, cli, { text, line }, document) => {
  const problems = [];
  const script = scriptIn(text);
  if (script !== undefined && /^[a-z][\w:-]*$/.test(script) && !scripts.includes(script)) {
    problems.push(`${document}:${line}: "${text}" needs a script "${script}", which package.json has not`);
  }
  const words = cli.isBuilt ? wordsForCli(text) : undefined;
  const unknown = words && (await cli.unknown(words));
  if (unknown !== undefined) problems.push(`${document}:${line}: uet has no command "${unknown}"`);
  return problems;
};

const checkDocument = async (root, document, scripts, folders, cli) => {
  const text = readFileSync(join(root, document), 'utf8');
  const commands = [...codeSpans(text), ...fencedLines(text)].map((each) => ({
    ...each,
    text: each.text.replace(/\s+#.*$/, ''),
  }));
  const inCommands = await Promise.all(commands.map((each) => checkCommand(scripts, cli, each, document)));
  return [
    ...links(text).flatMap((each) => checkLink(root, document, text, each)),
    ...codeSpans(text).flatMap((each) => checkPath(root, document, folders, each)),
    ...inCommands.flat(),
  ];
};

/** Holds the documents against the repository: what they link to, name or tell the reader to type must exist. */
export const checkDocs = async (root) => {
  const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts ?? {});
  const entries = readdirSync(root, { withFileTypes: true });
  const folders = entries
    // What the scripts and the product make here is not there in every clone.
    .filter((entry) => entry.isDirectory() && !neverEntered.has(entry.name))
    .map(({ name }) => name);
  const cli = cliCommands(root);
  const documents = documentsOf(root);
  const found = [];
  for (const document of documents)
    found.push(...(await checkDocument(root, document, scripts, folders, cli)));
  const unasked = cli.isBuilt ? '' : '; uet commands not checked, as the CLI is not built';
  return { problems: found, note: `${documents.length} documents${unasked}` };
};

reportIfRun(import.meta.url, checkDocs);
