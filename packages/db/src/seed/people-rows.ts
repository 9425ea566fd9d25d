import { createHash } from 'node:crypto';
import type { Approval, PatchLedgerEntry } from '@uet/schemas';
import type { DemoDiff } from './demo-diffs.js';
import type { DemoRun } from './demo-run.js';
import { seedPeople } from './seed-names.js';
import type { SeedPlan } from './seed-plans.js';
import type { SeedRandom } from './seed-random.js';
import { instant, type SeedRows } from './seed-rows.js';

/** Adds the approval of a patch: given a moment before it was queued, or still asked for. */
export function addApproval(
  { random, rows, seenMs }: DemoRun,
  entry: PatchLedgerEntry,
  decidedMs: number | null,
): void {
  const person = `person:${random.pick(seedPeople)}`;
  const isDecided = decidedMs !== null && decidedMs <= seenMs;
  const approval: Approval = {
    id: random.id(Date.parse(entry.created_at) + 1),
    run_id: entry.run_id,
    task_id: entry.task_id,
    patch_id: entry.id,
    state: isDecided ? 'approved' : 'pending',
    version: isDecided ? 1 : 0,
    reason: isDecided && random.chance(0.3) ? 'read line by line, looks right' : null,
    decided_by: isDecided ? person : null,
    created_at: entry.created_at,
    ended_at: isDecided ? instant(decidedMs) : null,
  };
  rows.add('approvals', approval);
  const createdMs = Date.parse(entry.created_at) + 1;
  rows.note('approval', approval, { at: createdMs, trigger: 'create', to: 'pending' });
  if (!isDecided) return;
  const decision = {
    trigger: 'approve',
    from: 'pending',
    to: 'approved',
    actor: person,
    reason: approval.reason,
  };
  rows.note('approval', approval, { at: decidedMs, ...decision });
}

const remarks = [
  'Please keep the old name as an alias for one release.',
  'This swallows the error: the caller has to see it.',
  'A test for the empty list is missing.',
  'Why not `Math.max(0, left)` here?',
  'Good. One more comment on the unit would help.',
] as const;

/** Adds comments to a few patches: on a line, on a file, or on the whole. */
export function addComments(
  { random, rows, isDetailed }: DemoRun,
  entry: PatchLedgerEntry,
  diff: DemoDiff,
): void {
  if (!isDetailed || !random.chance(0.05)) return;
  const path = diff.files.find(({ binary, kind }) => !binary && kind !== 'delete')?.path ?? null;
  const createdMs = Date.parse(entry.created_at) + random.between(20_000, 400_000);
  for (let count = random.between(1, 3); count > 0; count -= 1) {
    const isOfLine = path !== null && random.chance(0.7);
    const isResolved = entry.state === 'committed' && random.chance(0.6);
    const author = `person:${random.pick(seedPeople)}`;
    rows.add('patch_comments', {
      id: random.id(createdMs + count),
      run_id: entry.run_id,
      task_id: entry.task_id,
      patch_id: entry.id,
      version: isResolved ? 1 : 0,
      path,
      side: isOfLine ? 'new' : null,
      line: isOfLine ? random.between(13, 16) : null,
      body: random.pick(remarks),
      author,
      created_at: instant(createdMs + count),
      resolved_at: isResolved ? instant(createdMs + 900_000) : null,
      resolved_by: isResolved ? author : null,
      told_attempt_id: null,
    });
    rows.note('patch', entry, { at: createdMs + count, trigger: 'comment', actor: author });
  }
}

/** Adds what people keep: templates, saved views, tokens. */
export function addKept(
  { random, rows }: { readonly random: SeedRandom; readonly rows: SeedRows },
  plans: readonly SeedPlan[],
  nowMs: number,
): void {
  for (const [index, plan] of plans.entries())
    addTemplate(rows, random, { plan, savedMs: nowMs - (61 + index) * 86_400_000, nowMs });
  for (const [name, query] of Object.entries(views)) {
    const createdMs = nowMs - random.between(2, 40) * 86_400_000;
    rows.add('saved_views', {
      id: random.id(createdMs),
      name,
      version: 0,
      query,
      created_by: `person:${random.pick(seedPeople)}`,
      created_at: instant(createdMs),
    });
  }
  for (const [name, role] of Object.entries(tokens)) {
    const createdMs = nowMs - random.between(3, 50) * 86_400_000;
    rows.add('api_tokens', {
      id: random.id(createdMs),
      name,
      role,
      kind: 'service',
      version: 0,
      // The digest of nothing that anybody has: these tokens let nobody in.
      sha256: random.hex(64),
      created_at: instant(createdMs),
      created_by: 'person:anna',
      last_used_at: instant(nowMs - random.between(1, 900) * 60_000),
      expires_at: null,
      revoked_at: name === 'old-laptop' ? instant(nowMs - 5 * 86_400_000) : null,
    });
  }
}

const views: Readonly<Record<string, Record<string, string>>> = {
  'Failed this week': { state: 'failed,quarantined', since: '7d' },
  Running: { state: 'active' },
  'Dearest first': { sort: 'cost_usd', order: 'desc' },
  'Storefront releases': { repository: '/srv/git/storefront', branch: 'release/4.2' },
};

const tokens = {
  'ci-pipeline': 'operator',
  grafana: 'viewer',
  'release-bot': 'admin',
  'old-laptop': 'operator',
} as const;

function addTemplate(
  rows: SeedRows,
  random: SeedRandom,
  { plan, savedMs, nowMs }: { readonly plan: SeedPlan; readonly savedMs: number; readonly nowMs: number },
): void {
  const { metadata } = plan.template;
  const updatedMs = nowMs - random.between(1, 50) * 86_400_000;
  rows.add('templates', {
    id: random.id(savedMs),
    name: metadata.name,
    version: random.between(0, 6),
    template_version: metadata.version,
    title: metadata.title ?? metadata.name,
    description: metadata.description ?? null,
    status: metadata.status ?? 'active',
    path: plan.path,
    sha256: createHash('sha256').update(plan.text).digest('hex'),
    text: plan.text,
    saved_by: `person:${random.pick(seedPeople)}`,
    created_at: instant(savedMs),
    updated_at: instant(updatedMs),
    last_run_at: instant(nowMs - random.between(10, 5_000) * 60_000),
  });
}
