/** A repository of the demo. */
export interface SeedRepository {
  readonly path: string;
  readonly language: 'typescript' | 'python' | 'go' | 'rust' | 'java';
  readonly branches: readonly string[];
  /** Suites of its tests with the names of their cases. */
  readonly suites: Readonly<Record<string, readonly string[]>>;
}

/** The repositories that runs of the demo work on. They need not exist. */
export const seedRepositories: readonly SeedRepository[] = [
  {
    path: '/srv/git/storefront',
    language: 'typescript',
    branches: ['main', 'release/4.2', 'uet/nightly'],
    suites: {
      Cart: ['adds a product twice as one line', 'keeps its sum in cents', 'forgets nothing on reload'],
      Checkout: ['refuses an expired card', 'retries a payment that timed out', 'shows the total with tax'],
      Search: ['finds words in any order', 'answers within 200 ms'],
    },
  },
  {
    path: '/srv/git/billing-api',
    language: 'python',
    branches: ['main', 'develop'],
    suites: {
      test_invoices: [
        'test_rounding_half_up',
        'test_credit_note_reverses_tax',
        'test_due_date_over_new_year',
      ],
      test_webhooks: ['test_signature_is_checked', 'test_replay_is_refused', 'test_retry_after_timeout'],
    },
  },
  {
    path: '/srv/git/gateway',
    language: 'go',
    branches: ['main', 'release/1.9'],
    suites: {
      TestRouter: ['LongestPrefixWins', 'TrailingSlash', 'MethodNotAllowed'],
      TestLimiter: ['BurstThenSteady', 'KeysAreApart', 'ClockGoesBack'],
    },
  },
  {
    path: '/srv/git/ingest',
    language: 'rust',
    branches: ['main', 'uet/parser'],
    suites: {
      'parser::tests': ['reads_empty_input', 'rejects_lone_surrogate', 'keeps_line_numbers'],
      'batch::tests': ['flushes_on_size', 'flushes_on_time', 'survives_a_full_disk'],
    },
  },
  {
    path: '/srv/git/order-service',
    language: 'java',
    branches: ['main', 'hotfix/7.1.3'],
    suites: {
      OrderServiceTest: ['placesAnOrder', 'refusesAnEmptyCart', 'isIdempotentByKey'],
      StockTest: ['neverGoesBelowZero', 'releasesAfterTimeout'],
    },
  },
  {
    path: '/srv/git/design-system',
    language: 'typescript',
    branches: ['main', 'next'],
    suites: {
      Button: ['has a visible focus ring', 'tells a screen reader that it is busy'],
      Dialog: ['keeps focus inside', 'gives focus back when it closes', 'closes on Escape'],
      Table: ['sorts by keyboard', 'keeps its header in view'],
    },
  },
];

/** People of the demo. */
export const seedPeople = ['anna', 'jonas', 'mei', 'priya', 'tomas'] as const;

/** What a tool of the demo costs and how long it takes. */
export interface SeedTool {
  readonly models: readonly string[];
  /** Seconds of one attempt, from and to. */
  readonly seconds: readonly [number, number];
  /** US dollars for a million tokens read, and written. */
  readonly price: readonly [number, number];
}

/** The tools of the built-in catalogue that the demo uses. */
export const seedTools: Readonly<Record<string, SeedTool>> = {
  claude: { models: ['claude-sonnet-4-5', 'claude-opus-4-5'], seconds: [70, 620], price: [3, 15] },
  codex: { models: ['gpt-5-codex'], seconds: [60, 540], price: [1.25, 10] },
  aider: { models: ['gpt-5-mini', 'deepseek-chat'], seconds: [35, 300], price: [0.25, 2] },
  gemini: { models: ['gemini-2.5-pro'], seconds: [50, 420], price: [1.25, 10] },
  command: { models: [], seconds: [4, 55], price: [0, 0] },
  patch: { models: [], seconds: [1, 2], price: [0, 0] },
};
