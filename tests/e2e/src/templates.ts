/** A JUnit report of two cases, one of which fails where the tree has a file `broken.txt`. */
const gate = `gates:
  unit:
    type: unit_tests
    run: |
      bad=0; failure=
      if [ -e broken.txt ]; then bad=1; failure='<failure message="expected 12 to be 10">at src/price.test.js:7</failure>'; fi
      mkdir -p out
      cat > out/junit.xml <<REPORT
      <testsuite name="price" tests="2" failures="$bad" errors="0" skipped="0">
        <testcase name="adds taxes" classname="price" file="src/price.test.js" line="7" time="0.01">$failure</testcase>
        <testcase name="rounds" classname="price" file="src/price.test.js" line="12" time="0.01"/>
      </testsuite>
      REPORT
      exit $bad
    report: { format: junit, path: out/junit.xml }`;

const head = (name: string, title: string): string => `template: v1
metadata: { name: ${name}, title: ${title}, version: 1.0.0, description: For tests of the whole product. }`;

/** Greets by a parameter in one task, after another one; with a gate. */
export const greeting = `${head('greeting', 'Greet the customers')}
parameters:
  greeting: { type: string, pattern: '[A-Z][a-z ]+', description: 'How customers are greeted, e.g. Good morning' }
  loud: { type: boolean, default: false, description: 'Whether in capital letters' }
  times: { type: number, integer: true, min: 1, max: 5, default: 2, description: 'How often' }
${gate}
phases:
  - id: prepare
    title: Prepare
    workstreams:
      - id: files
        tasks:
          - { id: list, run: 'ls > files.txt' }
          - { id: greet, depends_on: [list], run: 'for i in $(seq "$UET_PARAM_TIMES"); do echo "$UET_PARAM_GREETING"; done > greeting.txt' }
`;

/** One task of an AI coding program, whose patch a person has to approve. */
export const approved = `${head('approved', 'Write notes')}
phases:
  - id: write
    workstreams:
      - id: notes
        tasks:
          - { id: notes, tool: scribe, prompt: 'Write the notes of this release.', approval: true, retries: 3 }
`;

/** One task whose change breaks a test, and one that leaves its scope. */
export const troubled = `${head('troubled', 'Trouble in the shop')}
${gate}
phases:
  - id: only
    workstreams:
      - id: shop
        critical: false
        tasks:
          - { id: breaks, critical: false, retries: 1, run: 'echo 1 > broken.txt' }
          - { id: strays, critical: false, retries: 1, scope: ['docs/**'], run: 'echo 1 > stray.txt' }
          - { id: works, run: 'echo 1 > fine.txt' }
`;

/** A task that ends when the test makes the file \`go\` in a folder. */
export const waiting = (folder: string): string => `${head('waiting', 'Wait for a sign')}
phases:
  - id: only
    workstreams:
      - id: only
        tasks:
          - { id: waits, run: 'echo waiting; until [ -e ${folder}/go ]; do sleep 0.05; done; echo went > went.txt' }
          - { id: after, depends_on: [waits], run: 'echo after > after.txt' }
`;

/** A task that writes 200 lines, and a line for each of these files that the test makes in a folder, then ends. */
export const talking = (
  folder: string,
  signs: readonly string[],
): string => `${head('talking', 'Talk about the work')}
phases:
  - id: only
    workstreams:
      - id: only
        tasks:
          - { id: talks, run: 'seq -f "line %g" 200; for sign in ${signs.join(' ')}; do until [ -e ${folder}/$sign ]; do sleep 0.05; done; echo "heard $sign"; done' }
`;

/** One task that changes a line. */
export const raising = `${head('raising', 'Raise the taxes')}
phases:
  - id: only
    workstreams:
      - id: only
        tasks:
          - { id: raise, run: 'sed -i "s/1.2/1.25/" src/price.js' }
`;

/** Two tasks of an AI coding program, the first of which uses up what the run may cost. */
export const halted = `${head('halted', 'Write more than was paid for')}
budget: { max_cost_usd: 0.01, enforcement: halt }
phases:
  - id: only
    workstreams:
      - id: only
        tasks:
          - { id: first, tool: scribe, prompt: 'Write the notes of this release.' }
          - { id: second, tool: scribe, prompt: 'Write the notes of the next one.', depends_on: [first] }
`;
