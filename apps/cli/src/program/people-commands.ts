import type { Command } from 'commander';
import { declare, type Lazily, several } from './declaration.js';

/** `approvals`, `workers`, `breakers`, `templates`, `token`: what people decide, steer and keep. */
export function declarePeopleCommands(program: Command, lazily: Lazily): void {
  declareApprovals(
    program.command('approvals').description('approve or reject patches that ask for it'),
    lazily,
  );
  declareWorkers(program.command('workers').description('list, pause, resume and end workers'), lazily);
  declareBreakers(program.command('breakers').description('stop calling a tool, or call it again'), lazily);
  declareTemplates(
    program.command('templates').description('list, show, save and remove stored templates'),
    lazily,
  );
  declareTokens(program.command('token').description('who may use the server'), lazily);
}

function declareApprovals(approvals: Command, lazily: Lazily): void {
  declare(approvals, 'list', 'what waits for approval', ['uet approvals list'])
    .option('--run <run>', 'only of this run')
    .option('--state <state>', 'in this state instead of pending; may be given several times', several)
    .action(lazily(async () => (await import('../commands/approvals.js')).list));
  declare(approvals, 'approve <approval>', 'let a patch into its lane; it still has to pass the gates', [
    'uet approvals approve 01K2Z8',
  ])
    .option('--reason <text>', 'why')
    .action(lazily(async () => (await import('../commands/approvals.js')).approve));
  declare(approvals, 'reject <approval>', 'set a patch aside; the next attempt is told why', [
    'uet approvals reject 01K2Z8 --reason "keep the old name"',
  ])
    .requiredOption('--reason <text>', 'why')
    .action(lazily(async () => (await import('../commands/approvals.js')).reject));
}

function declareWorkers(workers: Command, lazily: Lazily): void {
  declare(workers, 'list', 'the workers, and what they do', ['uet workers list'])
    .option('--ended', 'also the last 200 that have ended')
    .action(lazily(async () => (await import('../commands/workers.js')).list));
  declare(workers, 'pause <worker>', 'take nothing new; what it holds, it finishes', [
    'uet workers pause 01K2Z8',
  ])
    .option('--reason <text>', 'why')
    .action(lazily(async () => (await import('../commands/workers.js')).pause));
  declare(workers, 'resume <worker>', 'take work again', ['uet workers resume 01K2Z8'])
    .option('--reason <text>', 'why')
    .action(lazily(async () => (await import('../commands/workers.js')).resume));
  declare(workers, 'shutdown <worker>', 'finish what it holds, then end', ['uet workers shutdown 01K2Z8'])
    .option('--reason <text>', 'why')
    .action(lazily(async () => (await import('../commands/workers.js')).shutdown));
}

function declareBreakers(breakers: Command, lazily: Lazily): void {
  declare(breakers, 'list', 'the breakers of all tools that were called', ['uet breakers list']).action(
    lazily(async () => (await import('../commands/breakers.js')).list),
  );
  declare(breakers, 'force-open <tool>', 'stop calling a tool until its breaker is reset', [
    'uet breakers force-open codex --reason "the provider is down"',
  ])
    .requiredOption('--reason <text>', 'why')
    .action(lazily(async () => (await import('../commands/breakers.js')).forceOpen));
  declare(breakers, 'reset <tool>', 'call a tool again', ['uet breakers reset codex'])
    .option('--reason <text>', 'why')
    .action(lazily(async () => (await import('../commands/breakers.js')).reset));
}

function declareTemplates(templates: Command, lazily: Lazily): void {
  declare(templates, 'list', 'the stored templates, and how their runs went', ['uet templates list']).action(
    lazily(async () => (await import('../commands/templates.js')).list),
  );
  declare(templates, 'show <name>', 'the text of a stored template', [
    'uet templates show codemod > codemod.yaml',
  ]).action(lazily(async () => (await import('../commands/templates.js')).show));
  declare(templates, 'save <file>', 'keep a template under the name in its header', [
    'uet templates save codemod.yaml',
  ]).action(lazily(async () => (await import('../commands/templates.js')).save));
  declare(templates, 'remove <name>', 'forget a stored template; its runs stay', [
    'uet templates remove codemod',
  ]).action(lazily(async () => (await import('../commands/templates.js')).remove));
}

function declareTokens(token: Command, lazily: Lazily): void {
  declare(token, 'list', 'the tokens: whose, for what, last used when', ['uet token list']).action(
    lazily(async () => (await import('../commands/token.js')).list),
  );
  declare(token, 'create <name>', 'make a token; it is printed this once', [
    'uet token create ci --role operator',
    'uet token create anna --role viewer --days 90',
  ])
    .option('--role <role>', 'viewer, operator or admin', 'viewer')
    .option('--days <n>', 'how long it is valid (default: until it is revoked)')
    .action(lazily(async () => (await import('../commands/token.js')).create));
  declare(token, 'revoke <token>', 'end a token at once', ['uet token revoke 01K2Z8']).action(
    lazily(async () => (await import('../commands/token.js')).revoke),
  );
  declare(token, 'link', 'a link that signs one browser in at the running server, once', [
    'uet token link',
    'uet token link --name anna --role operator',
  ])
    .option('--name <name>', 'for whom', 'admin')
    .option('--role <role>', 'viewer, operator or admin', 'admin')
    .action(lazily(async () => (await import('../commands/token.js')).link));
}
