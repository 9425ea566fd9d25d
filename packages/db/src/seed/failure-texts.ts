import type { FailingCase } from '@uet/schemas';
import type { SeedRepository } from './seed-names.js';
import type { SeedRandom } from './seed-random.js';
import type { TryFailure } from './simulate.js';

const messages: Record<TryFailure, readonly string[]> = {
  exit_code: [
    "exit code 1: error TS2345: Argument of type 'string' is not assignable to parameter of type 'Money'",
    'exit code 2: npm error code ERESOLVE: could not resolve dependency tree',
    'exit code 1: fatal: the model answered without a change',
    'exit code 101: error[E0502]: cannot borrow `batch` as mutable because it is also borrowed as immutable',
  ],
  wall_timeout: ['took longer than 1800 s: still running the test suite'],
  idle_timeout: ['printed nothing for 120 s: waiting for approval of a command'],
  spawn_error: ['command not found: aider (install it with `pipx install aider-chat`)'],
  worker_lost: ['the worker was lost'],
  policy: [
    'the patch touches package-lock.json, which is outside of its scope',
    'the patch changes 731 lines, 500 are allowed',
    'the patch touches .env.production, which is forbidden',
  ],
  gate: ['gate unit_tests failed: 1 of 8 cases failed', 'gate lint failed: exit code 1'],
};

/** What a failed attempt or refused patch is told to have failed of. */
export const failureMessage = (random: SeedRandom, failure: TryFailure): string =>
  random.pick(messages[failure]);

const assertions = [
  'expected 1999 to be 2000',
  'AssertionError: expected [ Array(2) ] to have a length of 1 but got 2',
  'assert Decimal("0.02") == Decimal("0.03")',
  'expected status 200, got 503 after 3 tries',
  'timed out after 5000 ms waiting for the dialog to close',
] as const;

const endings = { typescript: 'test.ts', python: 'py', go: '_test.go', rust: 'rs', java: 'java' } as const;

/** The file that a suite stands in. */
export function testFile({ language }: SeedRepository, suite: string): string {
  const stem = suite.replaceAll('::', '/').toLowerCase();
  return language === 'go' ? `internal/${stem}${endings.go}` : `tests/${stem}.${endings[language]}`;
}

/** A case that failed. */
export function failingCase(
  random: SeedRandom,
  repository: SeedRepository,
): FailingCase & { readonly suite: string; readonly test: string } {
  const suite = random.pick(Object.keys(repository.suites));
  const test = random.pick(repository.suites[suite] ?? ['works']);
  const file = testFile(repository, suite);
  const line = random.between(12, 180);
  const message = `${random.pick(assertions)}\n    at ${file}:${line}:11`;
  return { name: `${suite} > ${test}`, file, line, message, suite, test };
}
