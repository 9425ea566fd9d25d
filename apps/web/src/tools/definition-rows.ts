import type { Tool } from '@uet/schemas';
import { formatDuration } from '@/ui/format';

/** One line of what the catalogue says of a tool. */
export interface DefinitionRow {
  readonly name: string;
  readonly value: string;
  /** Whether it is to be read by a machine. */
  readonly code: boolean;
}

const words = (command: readonly string[]): string =>
  command.map((word) => (/[\s"']/.test(word) || word === '' ? JSON.stringify(word) : word)).join(' ');

const limit = (seconds: number | undefined): string | undefined =>
  seconds === undefined ? undefined : seconds === 0 ? 'none' : formatDuration(seconds * 1_000);

function costWords({ cost }: Tool): string | undefined {
  if (cost === null || cost === undefined) return undefined;
  const { per_call_usd: perCall, per_second_usd: perSecond } = cost;
  const parts = [
    perCall === undefined ? null : `$${perCall} a call`,
    perSecond === undefined ? null : `$${perSecond} a second`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

function modelWords({ model }: Tool): string | undefined {
  if (model === undefined) return undefined;
  const { argument, default: byDefault } = model;
  return [byDefault ?? 'named by the task', argument === undefined ? null : `given with ${argument}`]
    .filter((part) => part !== null)
    .join(', ');
}

/** What the catalogue says of a tool, line by line; what it does not say is left out. */
export function definitionRows(tool: Tool): DefinitionRow[] {
  const texts: ReadonlyArray<readonly [string, string | undefined]> = [
    ['Kind', tool.kind],
    ['Capabilities', tool.capabilities?.join(', ')],
    ['Languages', tool.languages?.join(', ')],
    ['Prompt', tool.prompt === undefined ? 'takes none' : `by ${tool.prompt.via}`],
    ['Model', modelWords(tool)],
    ['Usage is read as', tool.usage?.reader],
    ['Own cost', costWords(tool)],
    ['Time limit', limit(tool.timeout_s)],
    ['Silence limit', limit(tool.idle_timeout_s)],
    ['At once', tool.max_parallel === undefined ? undefined : `${tool.max_parallel} at most`],
    ['Worktree', tool.needs_worktree === false ? 'works without one' : undefined],
    ['Install', tool.install],
  ];
  const codes: ReadonlyArray<readonly [string, string | undefined]> = [
    ['Command', tool.command === undefined ? undefined : words(tool.command)],
    ['Probe', tool.probe === undefined ? undefined : words(tool.probe)],
    ['Sets', tool.env === undefined ? undefined : Object.keys(tool.env).join(', ')],
    ['Passes on', tool.env_allow?.join(', ')],
    ['Cleans up', tool.scratch?.join(', ')],
  ];
  return [
    ...texts.map(([name, value]) => ({ name, value: value ?? '', code: false })),
    ...codes.map(([name, value]) => ({ name, value: value ?? '', code: true })),
  ].filter(({ value }) => value !== '');
}
