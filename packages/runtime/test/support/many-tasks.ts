import type { RunPlace } from './run-place.js';

/** The names of some tasks. */
export const taskNames = (prefix = 't', count = 6): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

/** Tasks side by side: each notes in `calls` that it was run, takes a while, and writes a file of its own. */
export const manyTasks = (
  { folder }: Pick<RunPlace, 'folder'>,
  names: readonly string[],
): string => `template: v1
metadata: { name: many, title: Many, version: 1.0.0, status: active, owner: tests }
max_concurrency: ${names.length}
gates:
  unit: { type: unit_tests, run: [sh, -c, 'echo 1..1; echo ok 1 - all'], report: { format: tap } }
phases:
  - id: only
    workstreams:
      - id: only
        tasks:
${names
  .map(
    (name) => `          - id: ${name}
            run: 'echo "${name} $UET_ATTEMPT" >> ${folder}/calls; sleep 0.4; echo ${name} > ${name}.txt'`,
  )
  .join('\n')}
`;
