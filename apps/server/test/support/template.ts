/** A run of it lands one patch, sets one aside, and waits for the approval of a third. */
export const askingTemplate = `template: v1
metadata: { name: asking, version: 1.0.0, title: Ask first }
parameters:
  word: { type: string, default: three }
budget: { max_cost_usd: 5, enforcement: warn }
gates:
  words:
    type: unit_tests
    run: [sh, -c, 'echo TAP version 13; echo 1..2; echo ok 1 - has words; echo ok 2 - has more']
    report: { format: tap }
phases:
  - id: main
    workstreams:
      - id: lists
        critical: false
        tasks:
          - id: add
            title: Add a word
            run: 'echo adding a word; echo careful >&2; echo "$UET_PARAM_WORD" >> list.txt'
            scope: [list.txt]
          - id: reach
            title: Reach too far
            run: 'mkdir -p secrets && echo x > secrets/key'
            retries: 1
            critical: false
          - id: rename
            title: Rename the shop
            run: 'echo "# The shop" > README.md'
            scope: [README.md]
            approval: true
`;

/** A run of it does nothing, and ends well. */
export const quietTemplate = `template: v1
metadata: { name: quiet, version: 1.0.0 }
phases:
  - id: main
    workstreams:
      - id: only
        tasks:
          - { id: rest, noop: true }
`;

/** A run of it waits for an approval, and for nothing else. */
export const waitingTemplate = `template: v1
metadata: { name: waiting, version: 1.0.0 }
phases:
  - id: main
    workstreams:
      - id: only
        tasks:
          - { id: ask, run: [touch, new.txt], approval: true }
`;
