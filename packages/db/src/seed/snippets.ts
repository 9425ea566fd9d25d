/** A change of one place in one file: what stands around it, what goes, what comes. */
export interface Snippet {
  readonly path: string;
  /** The line at which it begins. */
  readonly at: number;
  readonly before: readonly string[];
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly after: readonly string[];
}

/** Changes by language; `any` goes with all of them. */
export const snippets: Readonly<Record<string, readonly Snippet[]>> = {
  typescript: [
    {
      path: 'src/checkout/total.ts',
      at: 12,
      before: ['export function totalOf(lines: readonly Line[]): Money {', '  let sum = 0;'],
      removed: [
        '  for (const line of lines) sum += line.price * line.quantity;',
        '  return { amount: sum };',
      ],
      added: [
        '  for (const { cents, quantity } of lines) sum += cents * quantity;',
        "  return { cents: sum, currency: lines[0]?.currency ?? 'EUR' };",
      ],
      after: ['}', '', 'export const isFree = (total: Money): boolean => total.cents === 0;'],
    },
    {
      path: 'src/http/retry.ts',
      at: 31,
      before: ['export async function withRetry<T>(work: () => Promise<T>, tries = 3): Promise<T> {'],
      removed: ['  while (true) {', '    try { return await work(); } catch { await sleep(1000); }', '  }'],
      added: [
        '  for (let left = tries; ; left -= 1) {',
        '    try {',
        '      return await work();',
        '    } catch (error) {',
        '      if (left <= 1 || !isTransient(error)) throw error;',
        '      await delay(backoffMs(tries - left));',
        '    }',
        '  }',
      ],
      after: ['}'],
    },
    {
      path: 'src/components/dialog.tsx',
      at: 44,
      before: ['  return (', '    <div'],
      removed: ['      className="dialog"', '      onClick={close}'],
      added: [
        '      role="dialog"',
        '      aria-modal="true"',
        '      aria-labelledby={titleId}',
        '      className="dialog"',
        "      onKeyDown={(event) => event.key === 'Escape' && close()}",
      ],
      after: ['    >', '      {children}'],
    },
    {
      path: 'test/timing/poll.test.ts',
      at: 8,
      before: ["it('polls until the job is done', async () => {", '  const job = start();'],
      removed: [
        '  await new Promise((resolve) => setTimeout(resolve, 2000));',
        "  expect(job.state).toBe('done');",
      ],
      added: ['  await clock.advance(2_000);', "  await expect(job.ended).resolves.toBe('done');"],
      after: ['});'],
    },
  ],
  python: [
    {
      path: 'billing/invoices.py',
      at: 27,
      before: ['    def tax(self) -> Decimal:', '        """The tax of all lines."""'],
      removed: ['        return round(self.net * self.rate, 2)'],
      added: [
        '        exact = self.net * self.rate',
        '        return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)',
      ],
      after: ['', '    @property', '    def gross(self) -> Decimal:'],
    },
    {
      path: 'billing/webhooks.py',
      at: 58,
      before: [
        'def verify(body: bytes, header: str, secret: bytes) -> bool:',
        '    expected = sign(body, secret)',
      ],
      removed: ['    return header == expected'],
      added: ['    return hmac.compare_digest(header, expected)'],
      after: [''],
    },
    {
      path: 'tests/test_invoices.py',
      at: 1,
      before: [],
      removed: [],
      added: [
        'from decimal import Decimal',
        '',
        'from billing.invoices import Invoice',
        '',
        '',
        'def test_rounding_half_up() -> None:',
        '    invoice = Invoice(net=Decimal("0.25"), rate=Decimal("0.1"))',
        '    assert invoice.tax == Decimal("0.03")',
      ],
      after: [],
    },
  ],
  go: [
    {
      path: 'internal/limiter/limiter.go',
      at: 41,
      before: ['func (l *Limiter) Allow(key string) bool {', '\tl.mu.Lock()'],
      removed: ['\tb := l.buckets[key]'],
      added: [
        '\tdefer l.mu.Unlock()',
        '\tb, ok := l.buckets[key]',
        '\tif !ok {',
        '\t\tb = newBucket(l.rate, l.burst, l.now())',
        '\t\tl.buckets[key] = b',
        '\t}',
      ],
      after: ['\treturn b.take(l.now())', '}'],
    },
    {
      path: 'internal/router/match.go',
      at: 19,
      before: ['\tfor _, route := range r.routes {'],
      removed: ['\t\tif strings.HasPrefix(path, route.prefix) {', '\t\t\treturn route', '\t\t}'],
      added: [
        '\t\tif strings.HasPrefix(path, route.prefix) && len(route.prefix) > len(best.prefix) {',
        '\t\t\tbest = route',
        '\t\t}',
      ],
      after: ['\t}', '\treturn best'],
    },
  ],
  rust: [
    {
      path: 'src/parser.rs',
      at: 73,
      before: ["    fn next_line(&mut self) -> Option<Line<'a>> {"],
      removed: ['        let text = std::str::from_utf8(self.rest).unwrap();'],
      added: [
        '        let text = match std::str::from_utf8(self.rest) {',
        '            Ok(text) => text,',
        '            Err(error) => return Some(Line::Invalid(error.valid_up_to())),',
        '        };',
      ],
      after: ["        let end = text.find('\\n').unwrap_or(text.len());"],
    },
    {
      path: 'src/batch.rs',
      at: 22,
      before: ['impl Batch {', '    pub fn push(&mut self, event: Event) {'],
      removed: ['        self.events.push(event);'],
      added: [
        '        self.bytes += event.len();',
        '        self.events.push(event);',
        '        if self.bytes >= self.limit { self.flush(); }',
      ],
      after: ['    }'],
    },
  ],
  java: [
    {
      path: 'src/main/java/shop/OrderService.java',
      at: 88,
      before: ['  @Transactional', '  public Order place(Cart cart, String key) {'],
      removed: ['    return orders.save(Order.of(cart));'],
      added: [
        '    return orders.findByKey(key).orElseGet(() -> {',
        '      if (cart.isEmpty()) throw new EmptyCartException(cart.id());',
        '      return orders.save(Order.of(cart).withKey(key));',
        '    });',
      ],
      after: ['  }'],
    },
    {
      path: 'src/test/java/shop/StockTest.java',
      at: 34,
      before: ['  @Test', '  void neverGoesBelowZero() {'],
      removed: ['    stock.take(11);', '    assertEquals(-1, stock.left());'],
      added: [
        '    assertThrows(OutOfStockException.class, () -> stock.take(11));',
        '    assertEquals(10, stock.left());',
      ],
      after: ['  }'],
    },
  ],
  any: [
    {
      path: 'README.md',
      at: 14,
      before: ['## Getting started', ''],
      removed: ['Install Node 18 and run `npm install`.'],
      added: ['Install Node 22 or later and run `npm ci`.', 'Then `npm test` takes about a minute.'],
      after: ['', '## License'],
    },
    {
      path: '.github/workflows/ci.yml',
      at: 9,
      before: ['jobs:', '  test:', '    runs-on: ubuntu-latest'],
      removed: ['    timeout-minutes: 60'],
      added: ['    timeout-minutes: 15', '    strategy:', '      matrix: { node: [20, 22, 24] }'],
      after: ['    steps:'],
    },
    {
      path: 'db/migrations/0042_orders_key.sql',
      at: 1,
      before: [],
      removed: [],
      added: [
        'alter table orders add column key text;',
        'create unique index orders_key on orders (key) where key is not null;',
      ],
      after: [],
    },
    {
      path: 'src/theme/colors.css',
      at: 3,
      before: [':root {'],
      removed: ['  --muted: #9ca3af;'],
      added: ['  --muted: #6b7280;', '  --focus: 2px solid #2563eb;'],
      after: ['}'],
    },
    {
      path: 'locales/de.json',
      at: 5,
      before: ['  "cart": {', '    "title": "Warenkorb",'],
      removed: ['    "empty": "Empty"'],
      added: ['    "empty": "Noch nichts im Warenkorb",', '    "checkout": "Zur Kasse"'],
      after: ['  }'],
    },
  ],
};
