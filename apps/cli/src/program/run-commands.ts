import { type Command, InvalidArgumentError } from 'commander';
import type { GateArgument } from '../landing/landing-gates.js';
import { declare, type Lazily, several } from './declaration.js';

/** `run`, `land`, `validate`, `resume`: what makes commits, or shows what would be made. */
export function declareRunCommands(program: Command, lazily: Lazily): void {
  declare(program, 'run <template>', 'run a template on a repository', [
    'uet run codemod.yaml --repo ../shop --param from=1.0 --param to=2.0',
    'uet run codemod.yaml --target next --detach',
  ])
    .option('--repo <path>', 'the repository; with UET_URL its absolute path on the server', '.')
    .option('--target <branch>', 'the branch to land on (default: uet/<run id>)')
    .option('--param <name=value>', 'a parameter of the template', several)
    .option('--concurrency <n>', 'how many tasks run at once')
    .option('--detach', 'go on in the background')
    .action(lazily(async () => (await import('../commands/run.js')).run));
  declareLand(program, lazily);
  declare(program, 'up', 'server, dashboard and workers in this process, until Ctrl-C', [
    'uet up',
    'uet up --no-web --port 4000 --slots 8',
  ])
    .option(
      '--port <n>',
      'where to listen; 0 for any free one (default: 3000, or another one where that is taken)',
    )
    .option('--host <address>', 'the address to listen on (default: 127.0.0.1)')
    .option('--slots <n>', 'how many tasks run at once (default: as many as there are processors)')
    .option('--no-web', 'the server alone, without the dashboard')
    .action(lazily(async () => (await import('../commands/up.js')).up));
  declare(program, 'validate <template>', 'check a template and show its plan, without running anything', [
    'uet validate codemod.yaml --param from=1.0 --param to=2.0',
  ])
    .option('--param <name=value>', 'a parameter of the template', several)
    .action(lazily(async () => (await import('../commands/validate.js')).validate));
  declare(program, 'resume [run]', 'go on with a run that was interrupted or paused (default: the latest)', [
    'uet resume',
  ]).action(lazily(async () => (await import('../commands/resume.js')).resume));
}

function declareLand(program: Command, lazily: Lazily): void {
  const gates: GateArgument[] = [];
  const addGate = (command: string): GateArgument[] => {
    gates.push({ command });
    return gates;
  };
  const addReport = (report: string): GateArgument[] => {
    const gate = gates.pop();
    if (gate === undefined) throw new InvalidArgumentError('Give it after the --gate that writes it.');
    if (gate.report !== undefined)
      throw new InvalidArgumentError('The --gate before it has a report already.');
    gates.push({ ...gate, report });
    return gates;
  };
  declare(
    program,
    'land <patches...>',
    'land patch files, mailboxes or commits (A..B) in their order, through gates; what does not land is set aside',
    [
      'uet land fixes/*.patch --target main --gate "npm test"',
      'uet land main..topic --target next --gate "npm test" --report junit:report.xml',
    ],
  )
    .option('--repo <path>', 'the repository', '.')
    .requiredOption('--target <branch>', 'the branch to land on; made at HEAD where it does not exist')
    .option('--gate <command>', 'a command that has to pass on every tree', addGate)
    .option(
      '--report <format:path>',
      'what the gate before it reports: junit:PATH, tap:PATH, vitest:PATH, jest:PATH (without :PATH: its output), or exit_code',
      addReport,
    )
    .option('--policy <file>', 'a patch policy (YAML or JSON)')
    .option('--max-lines <n>', 'how many lines a patch may change')
    .option('--max-files <n>', 'how many files a patch may touch')
    .option('--no-binary', 'refuse binary files')
    .action(lazily(async () => (await import('../commands/land.js')).land));
}
