/** A task of a template of the demo: key, title, tool, what it writes, and what it waits for. */
export type SeedStep = readonly [
  key: string,
  title: string,
  tool: string,
  scope: string,
  after?: readonly string[],
];

/** A template of the demo, in short. */
export interface SeedTemplate {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
  /** How often it is run, compared with the others. */
  readonly weight: number;
  readonly budgetUsd?: string;
  /** Tasks whose patch a person has to approve. */
  readonly approval?: readonly string[];
  readonly secret?: string;
  readonly status?: 'draft' | 'deprecated';
  /** Phases with their workstreams; each phase waits for the one before. */
  readonly phases: Readonly<Record<string, Readonly<Record<string, readonly SeedStep[]>>>>;
}

/** The templates of the demo. */
export const seedTemplates: readonly SeedTemplate[] = [
  {
    name: 'upgrade-node',
    title: 'Upgrade Node.js',
    description: 'Moves a repository to the next long-term release, and mends what breaks.',
    version: '2.3.0',
    weight: 12,
    budgetUsd: '12',
    phases: {
      prepare: {
        inventory: [['find-engines', 'Find every place that names a version', 'command', 'docs/**']],
      },
      change: {
        runtime: [
          ['bump-engines', 'Raise engines and CI images', 'command', 'package.json'],
          ['fix-deprecations', 'Replace what the new release removes', 'claude', 'src/**', ['bump-engines']],
        ],
        tests: [['fix-tests', 'Mend tests that rest on old timers', 'codex', 'test/**']],
      },
    },
  },
  {
    name: 'fix-flaky-tests',
    title: 'Fix flaky tests',
    description: 'Finds tests that both pass and fail on one commit, and makes them certain.',
    version: '1.6.1',
    weight: 16,
    phases: {
      work: {
        find: [['collect', 'Run the suite twenty times and collect', 'command', 'reports/**']],
        mend: [
          ['mend-timing', 'Replace sleeps by events', 'claude', 'test/timing/**', ['collect']],
          ['mend-order', 'Make tests independent of their order', 'claude', 'test/order/**', ['collect']],
          ['mend-network', 'Take the network out of unit tests', 'codex', 'test/network/**', ['collect']],
        ],
      },
    },
  },
  {
    name: 'strict-types',
    title: 'Strict types, folder by folder',
    description: 'Turns on strict checks for one folder after another.',
    version: '1.2.0',
    weight: 10,
    budgetUsd: '20',
    phases: {
      leaves: {
        utilities: [
          ['strict-dates', 'Strict types for dates', 'aider', 'src/dates/**'],
          ['strict-money', 'Strict types for money', 'aider', 'src/money/**'],
        ],
        models: [['strict-models', 'Strict types for models', 'claude', 'src/models/**']],
      },
      trunk: { services: [['strict-services', 'Strict types for services', 'claude', 'src/services/**']] },
    },
  },
  {
    name: 'update-dependencies',
    title: 'Update dependencies',
    description: 'Updates what may be updated, one group a patch, and lands what the tests accept.',
    version: '3.0.2',
    weight: 24,
    phases: {
      work: {
        runtime: [
          ['update-runtime', 'Update what ships', 'command', 'package.json'],
          ['adapt-runtime', 'Adapt the code to new interfaces', 'codex', 'src/**', ['update-runtime']],
        ],
        tools: [['update-tools', 'Update linters and builders', 'command', 'tooling/**']],
      },
    },
  },
  {
    name: 'security-patches',
    title: 'Land security patches',
    description: 'Lands ready-made patches of the security team; a person approves each.',
    version: '1.0.4',
    weight: 7,
    approval: ['patch-headers', 'patch-parser'],
    secret: 'advisory_token',
    phases: {
      work: {
        patches: [
          ['patch-headers', 'Stricter response headers', 'patch', 'src/http/**'],
          ['patch-parser', 'Bound the depth of parsed input', 'patch', 'src/parse/**'],
        ],
        proof: [['regression-tests', 'A test for each advisory', 'claude', 'test/security/**']],
      },
    },
  },
  {
    name: 'api-docs',
    title: 'API documentation',
    description: 'Writes reference pages from the code and checks every example in them.',
    version: '1.4.0',
    weight: 8,
    phases: {
      work: {
        reference: [
          ['extract', 'Extract signatures', 'command', 'docs/api/**'],
          ['describe', 'Describe what signatures do not say', 'gemini', 'docs/reference/**', ['extract']],
          ['examples', 'An example for each entry', 'gemini', 'docs/examples/**', ['describe']],
        ],
      },
    },
  },
  {
    name: 'migrate-orm',
    title: 'Move to the new data layer',
    description: 'Moves one model after another from raw statements to the typed client.',
    version: '0.9.0',
    weight: 6,
    budgetUsd: '35',
    approval: ['migrate-orders'],
    phases: {
      schema: { schema: [['write-schema', 'Write the schema down', 'claude', 'db/schema/**']] },
      models: {
        customers: [['migrate-customers', 'Move customers', 'claude', 'src/customers/**']],
        orders: [['migrate-orders', 'Move orders', 'claude', 'src/orders/**']],
        stock: [['migrate-stock', 'Move stock', 'codex', 'src/stock/**']],
      },
      cleanup: { cleanup: [['remove-old', 'Remove the old layer', 'command', 'src/legacy/**']] },
    },
  },
  {
    name: 'accessibility',
    title: 'Accessibility of components',
    description: 'Audits components and mends names, roles, focus and contrast.',
    version: '1.1.0',
    weight: 6,
    phases: {
      work: {
        audit: [['audit', 'Audit every story', 'command', 'reports/axe/**']],
        mend: [
          ['focus', 'Visible focus, and focus that returns', 'claude', 'src/focus/**', ['audit']],
          ['contrast', 'Contrast of 4.5 to 1 at least', 'aider', 'src/theme/**', ['audit']],
          ['labels', 'A name for everything that acts', 'claude', 'src/labels/**', ['audit']],
        ],
      },
    },
  },
  {
    name: 'translate',
    title: 'Translate new texts',
    description: 'Translates texts that were added since the last release.',
    version: '2.0.0',
    weight: 5,
    phases: {
      work: {
        languages: [
          ['german', 'German', 'gemini', 'locales/de/**'],
          ['french', 'French', 'gemini', 'locales/fr/**'],
          ['japanese', 'Japanese', 'gemini', 'locales/ja/**'],
          ['portuguese', 'Portuguese', 'gemini', 'locales/pt/**'],
        ],
      },
    },
  },
  {
    name: 'dead-code',
    title: 'Remove dead code',
    description: 'Removes exports, files and dependencies that nothing uses.',
    version: '1.3.5',
    weight: 9,
    phases: {
      work: {
        sweep: [
          ['list-unused', 'List what is not used', 'command', 'reports/unused/**'],
          ['remove-exports', 'Remove unused exports', 'aider', 'src/**', ['list-unused']],
          ['remove-files', 'Remove unused files', 'command', 'lib/**', ['list-unused']],
        ],
      },
    },
  },
  {
    name: 'nightly-review',
    title: 'Nightly review',
    description: 'Reviews what was merged today and mends small things.',
    version: '1.0.0',
    weight: 14,
    status: 'draft',
    phases: {
      work: { review: [['review', 'Review the changes of the day', 'claude', 'src/**']] },
    },
  },
  {
    name: 'license-headers',
    title: 'License headers',
    description: 'Puts the right header into every file.',
    version: '0.3.0',
    weight: 3,
    status: 'deprecated',
    phases: {
      work: { headers: [['headers', 'Write headers', 'command', 'src/**']] },
    },
  },
];
