import { pathFault, UetError } from '@uet/core';
import { type GateClause, reportFormat } from '@uet/schemas';

/** A `--gate`, and the `--report` that followed it. */
export interface GateArgument {
  readonly command: string;
  readonly report?: string;
}

/** The gates of `--gate` and `--report`, named for their commands. Throws `bad_argument`. */
export function gatesOf(given: readonly GateArgument[]): Record<string, GateClause> {
  const gates: Record<string, GateClause> = {};
  for (const gate of given) {
    const clause = gateOf(gate);
    const plain = nameOf(gate.command);
    let name = plain;
    for (let again = 2; Object.hasOwn(gates, name); again += 1) name = `${plain}-${again}`;
    gates[name] = clause;
  }
  return gates;
}

const longestName = 40;

/** `npm test -- --ci` as `npm-test-ci`. */
function nameOf(command: string): string {
  const words = command.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+/, '');
  const name = /^[A-Za-z]/.test(words) ? words : `gate-${words}`;
  return name.slice(0, longestName).replace(/-+$/, '');
}

function gateOf({ command, report }: GateArgument): GateClause {
  if (command.trim() === '') {
    throw badOption('--gate', 'is empty', 'give the command that tests a tree, e.g. --gate "npm test"');
  }
  return { type: 'custom', run: command, report: reportOf(report) };
}

/** A gate without a report is judged by its exit code. */
function reportOf(text: string | undefined): GateClause['report'] {
  if (text === undefined) return { format: 'exit_code' };
  const [name = '', ...rest] = text.split(':');
  const format = reportFormat.safeParse(name);
  if (!format.success) {
    const hint = `one of ${reportFormat.options.join(', ')}, then :PATH`;
    throw badOption(`--report ${text}`, `: ${name} is not a format`, hint);
  }
  const path = rest.join(':');
  if (path === '') return { format: format.data };
  if (format.data === 'exit_code')
    throw badOption(`--report ${text}`, ': an exit code has no path', 'leave the path out');
  const fault = pathFault(path);
  if (fault !== undefined)
    throw badOption(
      `--report ${text}`,
      `: ${path} ${fault}`,
      'name a file that the gate writes in its folder',
    );
  return { format: format.data, path };
}

const badOption = (option: string, fault: string, hint: string): UetError =>
  new UetError('bad_argument', `${option}${fault.startsWith(':') ? '' : ' '}${fault}`, {
    where: option.split(' ', 1)[0] ?? option,
    hint,
  });
