/** A template that uses everything a template can say. */
export const everything = `template: v1
metadata:
  { name: all, version: 2.1.0-rc.1+7, title: All, status: active, owner: me, description: d, checksum: ${'a'.repeat(64)} }
parameters:
  image: { type: string, pattern: '[a-z]+', default: node, description: The image }
  folder: { type: path, must_exist: true, default: src/app }
  count: { type: number, min: 1, max: 9, integer: true, default: 3 }
  dry: { type: boolean, default: false }
  level: { type: enum, values: [low, high], default: low }
  token: { type: string, secret: true }
  note: { type: string, required: false }
env: { CI: "true", RUN: "\${{ run.id }}" }
setup: { run: [npm, ci], inputs: [package-lock.json], keep: [node_modules/**], timeout_s: 600 }
gates:
  unit:
    type: unit_tests
    run: [npm, test, "\${{ params.image }}"]
    report: { format: vitest, path: report.json }
    coverage: { format: lcov, path: coverage/lcov.info }
    criteria: { min_coverage: 80, max_failures: 0, required_tests: [a] }
    timeout_s: 0
    env: { X: "\${{ run.target }}" }
    description: The tests
  lint: { type: lint, run: npm run lint, report: { format: exit_code } }
  full: { type: e2e_tests, run: [x], report: { format: tap }, when: acceptance }
policy: { max_files: 20, forbidden: [infra/**] }
budget: { max_cost_usd: 5, warning_threshold: 0.5, enforcement: warn, max_cost_per_task_usd: "0.50" }
routing:
  strategy: auto
  rules: [{ when: { kind: docs, workstream: code, phase: build }, use: [codex] }, { when: {}, use: [claude] }]
  escalate_after: 2
max_concurrency: 4
error_strategy: continue
defaults: { timeout_s: 60, idle_timeout_s: 0, retries: 2, on_failure: continue, priority: low }
phases:
  - id: build
    title: Build it
    acceptance: [full, unit]
    policy: { max_files: 10 }
    workstreams:
      - id: code
        title: Code
        scope: ["\${{ params.folder }}/**", docs/**]
        critical: false
        max_concurrency: 2
        policy: { max_changed_lines: 100 }
        budget: { max_cost_usd: "1.25" }
        env: { WHO: "\${{ task.id }}-\${{ attempt.number }}" }
        tasks:
          - { id: first, run: [make, "\${{ params.count }}"], cwd: "sub/\${{ params.level }}", parallel: false }
          - id: second
            title: "Second of \${{ params.image }}"
            tool: claude
            prompt: "Use \${{ tasks.first.outputs.file || 'none' }}"
            args: ["--level=\${{ params.level }}"]
            model: "\${{ params.image }}-large"
            depends_on: [first]
            condition: tasks.first.state == 'completed' && !params.dry
            scope: [docs/**]
            gates: [full]
            budget: { max_cost_usd: 0.0000001 }
            conflict_group: docs
            priority: critical
            kind: docs
            classification: { complexity: low, risk_tier: high, domain: web }
            capabilities: [edit]
            policy: { allow_binary: true }
            commit: { message: "docs: \${{ params.image }} \${{ tasks.first.outputs.file || '-' }}" }
            expects_change: true
            timeout_s: 1.5
            retries: 5
            critical: false
            on_failure: abort
      - id: extra
        depends_on: [code]
        tasks:
          - { id: third, patch: "patches/\${{ params.level }}.patch", env: { TOKEN: "\${{ params.token }}" } }
          - { id: fourth, prompt: Do it, depends_on: [{ task: third, kind: soft }, phase:prepare] }
  - { id: prepare, workstreams: [{ id: prep, tasks: [{ id: zero, noop: true }] }] }
  - id: ship
    depends_on: [build]
    workstreams: [{ id: rel, depends_on: ['workstream:extra'], tasks: [{ id: last, run: ./ship.sh }] }]
`;
