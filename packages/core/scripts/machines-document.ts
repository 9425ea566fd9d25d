import { isFinal, type Machine } from '../src/machines/index.js';
import { codes, generatedFrom, table } from './markdown.js';

/** The text of docs/machines.md: every machine as tables and as a picture. */
export function machinesDocument(machines: readonly Machine[]): string {
  const contents = machines.map(({ name }) => `[${name}](#${name})`).join(' · ');
  const intro = [
    generatedFrom('packages/core/src/machines'),
    '',
    '# State machines',
    '',
    'Everything here that has a life has it by one of these tables. An event is the word in code, in the event log and',
    'on the button; what a table does not list is refused. A state with `*` is final: no event leaves it.',
    '',
    contents,
  ];
  return `${[...intro, ...machines.flatMap(sectionOf)].join('\n')}\n`;
}

function sectionOf(machine: Machine): string[] {
  const states = Object.entries(machine.states).map(([state, { means, requires = [] }]) => [
    marked(machine, state),
    means,
    codes(requires),
  ]);
  const events = Object.entries(machine.events).map(([event, { from, to, by }]) => [
    `\`${event}\``,
    codes(from),
    `\`${to}\``,
    by === undefined ? 'anyone' : `a ${by}`,
  ]);
  return [
    '',
    `## ${machine.name}`,
    '',
    `Rows of the table \`${machine.table}\`; ${states.length} states. A new row is \`${machine.initial}\`.`,
    '',
    table(['state', 'means', 'requires'], states),
    '',
    table(['event', 'from', 'to', 'by'], events),
    '',
    '```mermaid',
    ...pictureOf(machine),
    '```',
  ];
}

const marked = (machine: Machine, state: string): string =>
  `\`${state}\`${isFinal(machine, state) ? ' \\*' : ''}`;

function pictureOf(machine: Machine): string[] {
  const edges = Object.entries(machine.events).flatMap(([event, { from, to }]) =>
    from.map((state) => `  ${state} --> ${to}: ${event}`),
  );
  const ends = Object.keys(machine.states).filter((state) => isFinal(machine, state));
  return [
    'stateDiagram-v2',
    `  [*] --> ${machine.initial}`,
    ...edges,
    ...ends.map((state) => `  ${state} --> [*]`),
  ];
}
