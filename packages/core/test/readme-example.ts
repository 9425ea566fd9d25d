import {
  analyzePlan,
  breakerMachine,
  checkPatch,
  compileTemplate,
  move,
  newBreaker,
  parsePatch,
  parseTemplate,
  resolveParameters,
  tightenPolicy,
  UetError,
} from '@uet/core';

const text = `template: v1
metadata: { name: tidy-up, version: 1.0.0 }
parameters:
  folder: { type: path, default: src }
phases:
  - id: main
    workstreams:
      - id: source
        scope: [src/**]
        tasks:
          - id: format
            run: [prettier, --write, '\${{ params.folder }}']
          - id: lint
            run: [eslint, --fix, '\${{ params.folder }}']
            depends_on: [format]
`;

// A template becomes a plan; what is wrong with it is told with file, line and column.
const { template } = parseTemplate(text, { file: 'tidy-up.yaml' });
const plan = compileTemplate(template, resolveParameters(template, {}));
console.log(analyzePlan(plan).waves, analyzePlan(plan).criticalPath);
try {
  parseTemplate(text.replace('depends_on: [format]', 'depends_on: [fromat]'), { file: 'tidy-up.yaml' });
} catch (error) {
  if (error instanceof UetError)
    console.log(error.code, error.problems[0]?.where, error.problems[0]?.message);
}

// A state changes by an event of its machine, and in no other way.
const breaker = newBreaker('prettier');
const opened = move(breakerMachine, breaker, {
  event: 'trip',
  actor: 'system',
  reason: '5 failures in a row',
  change: { opened_at: '2026-01-31T12:00:00.000Z', open_until: '2026-01-31T12:01:00.000Z' },
});
console.log(opened.state, opened.version);

// A patch is read strictly, and checked against the layers of the policy, which only ever tighten.
const patch = parsePatch(
  new TextEncoder().encode(`diff --git a/docs/guide.md b/docs/guide.md
--- a/docs/guide.md
+++ b/docs/guide.md
@@ -1 +1 @@
-Old
+New
`),
);
const policy = tightenPolicy([{ level: 'workstream', policy: { scope: ['src/**'] } }]);
for (const { rule, message } of checkPatch(patch, policy).violations) console.log(rule, message);
