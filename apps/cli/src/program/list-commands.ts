import type { Command } from 'commander';
import { declare, type Lazily, several } from './declaration.js';

/** `runs`, `patches`, `gates`, `costs`, `events`: what there is, and what a person may do about it. */
export function declareListCommands(program: Command, lazily: Lazily): void {
  declareRuns(
    program.command('runs').description('list, show, cancel, pause, resume and retry runs'),
    lazily,
  );
  declarePatches(
    program.command('patches').description('list, show, drop, release and roll back patches'),
    lazily,
  );
  const gates = program.command('gates').description('show what a gate said');
  declare(gates, 'show <gate>', 'one execution of a gate: verdict, failing cases, where its logs are', [
    'uet gates show 01K2Z8',
  ]).action(lazily(async () => (await import('../commands/gates.js')).show));
  declare(program, 'costs', 'what was spent', ['uet costs --by model', 'uet costs --run 01K2Z8 --by task'])
    .option('--run <run>', 'only of this run')
    .option('--by <group>', 'run, task, tool, model or day', 'run')
    .action(lazily(async () => (await import('../commands/costs.js')).costs));
  declare(program, 'events', 'the event log, oldest first; with --json one event a line', [
    'uet events --follow',
    'uet events --run 01K2Z8 --json',
  ])
    .option('--run <run>', 'only of this run')
    .option('--after <cursor>', 'only what came after this cursor, which each event of --json has')
    .option('--follow', 'wait for more; with --run, until the run has ended')
    .action(lazily(async () => (await import('../commands/events.js')).events));
}

function declareRuns(runs: Command, lazily: Lazily): void {
  declare(runs, 'list', 'the newest runs', ['uet runs list --state failed --limit 5'])
    .option('--state <state>', 'only runs in this state; may be given several times', several)
    .option('--limit <n>', 'how many', '20')
    .action(lazily(async () => (await import('../commands/runs.js')).listRuns));
  declare(runs, 'show <run>', 'one run: tasks, patches, gates', ['uet runs show 01K2Z8']).action(
    lazily(async () => (await import('../commands/runs.js')).showRun),
  );
  declareStopping(runs, lazily);
  declare(runs, 'resume <run>', 'go on with a run that was interrupted or paused', [
    'uet runs resume 01K2Z8',
  ]).action(lazily(async () => (await import('../commands/resume.js')).resume));
  declare(runs, 'retry <run>', 'take up a run that did not succeed; what landed is carried over', [
    'uet runs retry 01K2Z8',
  ]).action(lazily(async () => (await import('../commands/resume.js')).retry));
}

function declareStopping(runs: Command, lazily: Lazily): void {
  declare(runs, 'cancel <run>', 'stop a run gently: what runs finishes', [
    'uet runs cancel 01K2Z8',
    'uet runs cancel 01K2Z8 --now --reason "wrong branch"',
  ])
    .option('--now', 'end what runs at once')
    .option('--reason <text>', 'why')
    .action(lazily(async () => (await import('../commands/stop-run.js')).cancel));
  declare(runs, 'pause <run>', 'start nothing new; what runs finishes, and `uet resume` goes on', [
    'uet runs pause 01K2Z8 --reason "the machine is needed"',
  ])
    .option('--reason <text>', 'why')
    .action(lazily(async () => (await import('../commands/stop-run.js')).pause));
}

function declarePatches(patches: Command, lazily: Lazily): void {
  declare(patches, 'list', 'patches and where they stand', ['uet patches list --state quarantined'])
    .option('--run <run>', 'only of this run')
    .option('--state <state>', 'only in this state; may be given several times', several)
    .action(lazily(async () => (await import('../commands/patches.js')).list));
  declare(patches, 'show <patch>', 'one patch: its life, its verdicts, its diff', [
    'uet patches show 01K2Z8',
    'uet patches show 01K2Z8 --diff | git apply --check',
  ])
    .option('--diff', 'print the diff alone, to the byte')
    .action(lazily(async () => (await import('../commands/patches.js')).show));
  declare(patches, 'drop <patch>', 'give up a patch that has not landed', [
    'uet patches drop 01K2Z8 --reason "not wanted any more"',
  ])
    .option('--reason <text>', 'why', 'dropped by a person')
    .action(lazily(async () => (await import('../commands/decide-patch.js')).drop));
  declare(
    patches,
    'release <patch>',
    'let a quarantined patch be judged afresh, and land if its gates pass',
    ['uet patches release 01K2Z8 --reason "this large change is wanted"'],
  )
    .option('--reason <text>', 'why', 'released by a person')
    .action(lazily(async () => (await import('../commands/decide-patch.js')).release));
  declare(patches, 'roll-back <patch>', 'take a landed patch back, by a change that passes the gates', [
    'uet patches roll-back 01K2Z8 --reason "it broke the nightly build"',
  ])
    .requiredOption('--reason <text>', 'why')
    .action(lazily(async () => (await import('../commands/decide-patch.js')).rollBack));
}
