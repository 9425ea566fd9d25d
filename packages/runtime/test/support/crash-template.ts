import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of the repository that {@link crashTemplate} works on. */
export const crashFiles = {
  'base.txt': 'base\n',
  'notes/log.txt': 'first\n',
  'check.sh': `echo 1..3
test -f base.txt && echo "ok 1 - base is there" || echo "not ok 1 - base is there"
test ! -f broken.txt && echo "ok 2 - nothing is broken" || echo "not ok 2 - nothing is broken"
test "$(head -1 notes/log.txt)" = first && echo "ok 3 - the log begins" || echo "not ok 3 - the log begins"
`,
} as const;

/** A patch that a task of {@link crashTemplate} lands as it is. */
const readyMade = `diff --git a/ready.txt b/ready.txt
new file mode 100644
--- /dev/null
+++ b/ready.txt
@@ -0,0 +1 @@
+made before
`;

/**
 * A small run that takes every way a task can take: one after another, side by side, with an output, a ready-made
 * patch, a first failure of the tool, a first failure of the gate, a change outside its scope, acceptance.
 */
const crashTemplate = `template: v1
metadata: { name: crash, title: Crash, version: 1.0.0, status: active, owner: tests }
max_concurrency: 3
policy: { allow_binary: true }
gates:
  unit:
    type: unit_tests
    run: [sh, check.sh]
    report: { format: tap }
  whole:
    type: custom
    when: acceptance
    run: [sh, -c, 'test -f ready.txt && test -f uses.txt']
    report: { format: exit_code }
phases:
  - id: first
    workstreams:
      - id: core
        tasks:
          - id: writes
            run: 'echo written > writes.txt; echo "version=7" >> "$UET_OUTPUT_FILE"'
          - id: appends
            depends_on: [writes]
            run: 'cat writes.txt >> notes/log.txt; mv base.txt moved.txt; cp moved.txt base.txt'
          - id: ready
            patch: ready.patch
          - id: flaky
            run: 'if [ "$UET_ATTEMPT" = 1 ]; then echo "not yet" >&2; exit 1; fi; echo done > flaky.txt'
          - id: stray
            critical: false
            on_failure: continue
            retries: 1
            scope: [allowed/**]
            run: 'echo stray > forbidden.txt'
  - id: second
    depends_on: [first]
    acceptance: [whole]
    workstreams:
      - id: rest
        tasks:
          - id: uses
            env: { VERSION: '\${{ tasks.writes.outputs.version }}' }
            run: 'echo "version $VERSION" > uses.txt; head -c 3000 /dev/zero > zeros.bin'

          - id: corrected
            run: 'if [ -s "$UET_FEEDBACK_FILE" ]; then echo right > right.txt; else echo x > broken.txt; fi'
`;

/** Writes the template, with the patch that it names, into a folder; answers its path. */
export async function writeCrashTemplate(folder: string): Promise<string> {
  const path = join(folder, 'crash.yaml');
  const patch = join(folder, 'ready.patch');
  await writeFile(patch, readyMade);
  await writeFile(path, crashTemplate.replace('ready.patch', patch));
  return path;
}
