import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './command.mjs';

/** The names under "Commands:" of a help text. */
export const commandsOf = (help) => {
  const list = /^Commands:\n((?:[ \t]+.*\n|\n)+)/m.exec(`${help}\n`)?.[1] ?? '';
  return [...list.matchAll(/^ {2}([a-z][\w-]*)((?:\|[\w-]+)*)/gm)].flatMap((match) => [
    match[1],
    ...match[2].split('|').filter(Boolean),
  ]);
};

/**
 * Asks the built CLI what it understands. `unknown(words)` names the first word of a command line that is no
 * command, or is undefined where all is well; `isBuilt` is false where there is nothing to ask.
 */
export const cliCommands = (root) => {
  const program = join(root, 'apps', 'cli', 'dist', 'main.js');
  const known = new Map();
  const ask = async (path) => {
    const { output } = await capture(process.execPath, [program, ...path, '--help'], { cwd: root });
    return commandsOf(output);
  };
  const commandsAfter = (path) => {
    const key = path.join(' ');
    if (!known.has(key)) known.set(key, ask(path));
    return known.get(key);
  };
  const unknown = async ([word, ...rest], path = []) => {
    const commands = await commandsAfter(path);
    if (word === undefined || commands.length === 0 || !/^[a-z][\w-]*$/.test(word)) return undefined;
    return commands.includes(word) ? unknown(rest, [...path, word]) : [...path, word].join(' ');
  };
  return { isBuilt: existsSync(program), unknown };
};
