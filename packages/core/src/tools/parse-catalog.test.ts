import { describe, expect, it } from 'vitest';
import { UetError } from '../errors/index.js';
import { mergeCatalogs, parseCatalog } from './parse-catalog.js';

const file = 'tools.yaml';

/** The problems of a catalogue as `line:column message`. */
function problemsOf(text: string): string[] {
  try {
    parseCatalog(text, { file });
  } catch (error) {
    if (!(error instanceof UetError)) throw error;
    expect(error.code).toBe('bad_catalog');
    return error.problems.map(({ where, message }) => `${where.replace(`${file}:`, '')} ${message}`);
  }
  return [];
}

const toolsOf = (lines: string): string => `catalog: v1\ntools:\n  mine:\n${lines.replaceAll(/^/gm, '    ')}`;

describe('parseCatalog', () => {
  it('reads a small catalogue', () => {
    const text = toolsOf('kind: agent\ntitle: Mine\ncommand: [mine, "{prompt}"]\nprompt: { via: argument }');
    expect(parseCatalog(text, { file }).tools).toEqual({
      mine: { kind: 'agent', title: 'Mine', command: ['mine', '{prompt}'], prompt: { via: 'argument' } },
    });
  });

  it('takes doubled braces for text', () => {
    const text = toolsOf('kind: command\ntitle: Mine\ncommand: [mine, "{{name}}", "{args}"]');
    expect(problemsOf(text)).toEqual([]);
  });

  it('reads JSON by the name of the file', () => {
    const text = '{ "catalog": "v1", "tools": { "a": { "kind": "noop", "title": "Nothing" } } }';
    expect(Object.keys(parseCatalog(text, { file: 'tools.json' }).tools)).toEqual(['a']);
  });

  it('points at the very placeholder that does not exist, and names the one that was meant', () => {
    const text = toolsOf(
      'kind: agent\ntitle: Mine\ncommand:\n  - mine\n  - "say {promt} {prompt}"\nprompt: { via: argument }',
    );
    expect(problemsOf(text)).toEqual(['8:14 mine: there is no placeholder {promt}; did you mean `prompt`?']);
  });

  it('tells all problems at once, in the order of the file', () => {
    const text = toolsOf(
      'kind: agent\ntitle: Mine\ncommand: [mine, "--a={args}", "{nope}"]\nenv_allow: [HOME, GIT_DIR]',
    );
    const problems = problemsOf(text);
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['3:3', '6:26', '6:36', '7:23']);
    expect(problems.join('\n')).toMatch(
      /needs a prompt.*must be an argument of its own.*\{nope\}.*GIT_DIR is never/s,
    );
  });

  it.each([
    [
      'an argument without {prompt}',
      'command: [m]\nprompt: { via: argument }',
      /by argument, but the command has no \{prompt\}/,
    ],
    [
      'a file without {prompt_file}',
      'command: [m]\nprompt: { via: file }',
      /by file, but the command has no \{prompt_file\}/,
    ],
    [
      '{prompt} on standard input',
      'command: [m, "{prompt}"]\nprompt: { via: stdin }',
      /not passed as an argument/,
    ],
    [
      'a model without {model}',
      'command: [m]\nprompt: { via: stdin }\nmodel: { argument: -m }',
      /the command has no \{model\}/,
    ],
    ['no command', 'prompt: { via: stdin }', /needs a command/],
  ])('refuses an agent with %s', (_, lines, message) => {
    expect(problemsOf(toolsOf(`kind: agent\ntitle: Mine\n${lines}`)).join('\n')).toMatch(message);
  });

  it('refuses a prompt file for a tool that takes no prompt', () => {
    const text = toolsOf('kind: command\ntitle: Mine\ncommand: [m, "{prompt_file}"]');
    expect(problemsOf(text).join()).toMatch(/takes no prompt/);
  });

  it('refuses a program in a tool that runs none', () => {
    const text = toolsOf('kind: patch\ntitle: Mine\ncommand: [m]\nscratch: [.x]');
    expect(problemsOf(text)).toHaveLength(2);
  });

  it.each([
    ['an unknown key', 'kind: noop\ntitle: N\ntimeout: 5'],
    ['an unknown kind', 'kind: robot\ntitle: N'],
    ['an unknown reader', 'kind: command\ntitle: N\nusage: { reader: xml, from: stdout }'],
    ['.git as scratch', 'kind: command\ntitle: N\nscratch: [.git]'],
    ['a path as scratch', 'kind: command\ntitle: N\nscratch: [../x]'],
    ['no title', 'kind: noop'],
  ])('refuses %s by the schema', (_, lines) => {
    expect(problemsOf(toolsOf(lines)).length).toBeGreaterThan(0);
  });

  it('refuses what is no YAML, with its place', () => {
    expect(problemsOf('catalog: v1\ntools: [')[0]).toMatch(/^\d+:\d+ /);
  });
});

describe('mergeCatalogs', () => {
  it('lets a later tool stand for an earlier one of its id, whole', () => {
    const builtIn = parseCatalog(toolsOf('kind: command\ntitle: Old\nprobe: [m]'), { file });
    const own = parseCatalog(toolsOf('kind: noop\ntitle: New'), { file });
    const other = parseCatalog('catalog: v1\ntools: { b: { kind: noop, title: B } }', { file });
    expect(mergeCatalogs(builtIn, own, other).tools).toEqual({
      mine: { kind: 'noop', title: 'New' },
      b: { kind: 'noop', title: 'B' },
    });
  });
});
