import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Ends like a program that does not understand its arguments. */
export function refuse(message) {
  process.stderr.write(`error: ${message}\n`);
  process.exit(2);
}

/**
 * Reads arguments strictly. `flags` names every flag that is known: `true` takes no value, `'any'` takes one, a list
 * takes one of its values.
 */
export function readFlags(argv, flags) {
  const given = {};
  const rest = [];
  for (let index = 0; index < argv.length; index += 1) {
    const [name, inline] = argv[index].startsWith('--') ? argv[index].split(/=(.*)/s) : [argv[index]];
    const kind = flags[name];
    if (kind === undefined && name.startsWith('-') && name !== '-') refuse(`unknown option '${name}'`);
    if (kind === undefined) rest.push(name);
    else if (kind === true) given[name] = true;
    else {
      if (inline === undefined) index += 1;
      const value = inline ?? argv[index];
      if (value === undefined) refuse(`option '${name}' needs a value`);
      if (Array.isArray(kind) && !kind.includes(value)) refuse(`option '${name}' cannot be '${value}'`);
      given[name] = value;
    }
  }
  return { given, rest };
}

/** Refuses a call that lacks a flag without which the program would ask questions or print something else. */
export function demand(given, wanted) {
  for (const [name, value] of Object.entries(wanted)) {
    if (given[name] !== value) refuse(`expected ${name} ${value}, got ${given[name]}`);
  }
}

/** Standard input as a whole. */
export const readInput = () => readFileSync(0, 'utf8');

/** Prints the version and ends, where it is asked for. */
export function answerVersion(text) {
  if (process.argv[2] === '--version') {
    process.stdout.write(`${text}\n`);
    process.exit(0);
  }
}

/**
 * Does what a prompt says, line by line: `EDIT path: text` appends a line to a file, `ENV NAME` tells a variable,
 * `FAIL reason` fails. Returns what was done.
 */
export function obey(prompt) {
  const work = { files: [], said: [], failure: null };
  for (const line of prompt.split('\n')) {
    const edit = /^EDIT (\S+): (.*)$/.exec(line);
    const variable = /^ENV (\w+)$/.exec(line);
    const failure = /^FAIL (.*)$/.exec(line);
    if (edit !== null) {
      mkdirSync(dirname(edit[1]), { recursive: true });
      appendFileSync(edit[1], `${edit[2]}\n`);
      work.files.push(edit[1]);
    }
    if (variable !== null) work.said.push(`${variable[1]}=${process.env[variable[1]] ?? ''}`);
    if (failure !== null) work.failure = failure[1];
  }
  if (prompt.includes('What the last attempt got wrong')) work.said.push('I read the feedback.');
  work.said.push(`Edited ${work.files.length} files.`);
  return work;
}
