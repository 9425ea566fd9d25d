import type { Tool } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { buildArguments, chosenModel } from './build-arguments.js';

const agent = (command: string[], change: Partial<Tool> = {}): Tool => ({
  kind: 'agent',
  title: 'An agent',
  command,
  prompt: { via: 'argument' },
  ...change,
});
const values = { prompt: 'do it', promptFile: '/tmp/p', model: null, args: [] };

describe('buildArguments', () => {
  it('fills in the prompt and its file, also within an argument', () => {
    const tool = agent(['agent', '--say={prompt}', '{prompt_file}', '{prompt}{prompt}']);
    expect(buildArguments(tool, values)).toEqual(['agent', '--say=do it', '/tmp/p', 'do itdo it']);
  });

  it('puts the arguments of the task where {args} stands, else at the end', () => {
    const given = { ...values, args: ['-v', 'a b'] };
    expect(buildArguments(agent(['agent', '{args}', '-']), given)).toEqual(['agent', '-v', 'a b', '-']);
    expect(buildArguments(agent(['agent', '-']), given)).toEqual(['agent', '-', '-v', 'a b']);
    expect(buildArguments(agent(['agent', '{args}', '-']), values)).toEqual(['agent', '-']);
  });

  it('announces the model of the task, else the default, else leaves it out', () => {
    const command = ['agent', '{model}'];
    const model = { argument: '--model', default: 'small' };
    const named = { ...values, model: 'large' };
    expect(buildArguments(agent(command, { model }), named)).toEqual(['agent', '--model', 'large']);
    expect(buildArguments(agent(command, { model }), values)).toEqual(['agent', '--model', 'small']);
    expect(buildArguments(agent(command, { model: {} }), named)).toEqual(['agent', 'large']);
    expect(buildArguments(agent(command), values)).toEqual(['agent']);
  });

  it('never looks for placeholders in what it fills in', () => {
    const given = { prompt: '{args} {prompt_file}', promptFile: '/p', model: null, args: ['{prompt}'] };
    expect(buildArguments(agent(['a', '{prompt}', '{args}']), given)).toEqual([
      'a',
      '{args} {prompt_file}',
      '{prompt}',
    ]);
    const replacement = { ...values, prompt: "$& $1 $$ $'" };
    expect(buildArguments(agent(['a', '{prompt}']), replacement)).toEqual(['a', "$& $1 $$ $'"]);
  });

  it('leaves braces alone that are no placeholder', () => {
    const tool = agent(['awk', '{print $1}', '{}', '{"a":1}', '{{prompt}}', '${x', '{ prompt }']);
    const expected = ['awk', '{print $1}', '{}', '{"a":1}', '{prompt}', '${x', '{ prompt }'];
    expect(buildArguments(tool, values)).toEqual(expected);
  });

  it('refuses a task without the prompt that the command needs', () => {
    const none = { ...values, prompt: null };
    expect(() => buildArguments(agent(['agent', '{prompt}']), none)).toThrow(
      expect.objectContaining({ code: 'bad_argument' }),
    );
  });

  it('is the arguments of the task alone where the tool has no command', () => {
    const tool: Tool = { kind: 'command', title: 'Command' };
    expect(buildArguments(tool, { ...values, args: ['ls', '-l'] })).toEqual(['ls', '-l']);
  });
});

describe('chosenModel', () => {
  it('is null where neither the task nor the tool names one', () => {
    expect(chosenModel(agent(['a']), null)).toBeNull();
    expect(chosenModel(agent(['a'], { model: { default: 'm' } }), null)).toBe('m');
  });
});
