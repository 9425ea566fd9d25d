import type { ApiToken, Approval, PatchComment, SavedView, StoredTemplate } from '@uet/schemas';
import type { IdempotencyKey } from '../moves/tables.js';
import { testId, testStart } from './test-ids.js';

/** A pending approval of {@link aPatch}. */
export function anApproval(change: Partial<Approval> = {}): Approval {
  return {
    id: testId('approval'),
    run_id: testId('run'),
    task_id: testId('task'),
    patch_id: testId('patch'),
    state: 'pending',
    version: 0,
    reason: null,
    decided_by: null,
    created_at: testStart,
    ended_at: null,
    ...change,
  };
}

/** A comment on the first line of {@link aPatch} that no attempt was told yet. */
export function aComment(change: Partial<PatchComment> = {}): PatchComment {
  return {
    id: testId('comment'),
    run_id: testId('run'),
    task_id: testId('task'),
    patch_id: testId('patch'),
    version: 0,
    path: 'README.md',
    side: 'new',
    line: 1,
    body: 'Say why.',
    author: 'person:anna',
    created_at: testStart,
    resolved_at: null,
    resolved_by: null,
    told_attempt_id: null,
    ...change,
  };
}

/** A template that was saved and never run. */
export function aStoredTemplate(change: Partial<StoredTemplate> = {}): StoredTemplate {
  return {
    id: testId('template'),
    name: 'example',
    version: 0,
    template_version: '1.0.0',
    title: 'Example',
    description: null,
    status: 'active',
    path: null,
    sha256: '5'.repeat(64),
    text: 'id: example\n',
    saved_by: 'person:anna',
    created_at: testStart,
    updated_at: testStart,
    last_run_at: null,
    ...change,
  };
}

/** A view of the runs that failed. */
export function aSavedView(change: Partial<SavedView> = {}): SavedView {
  return {
    id: testId('view'),
    name: 'Failed',
    version: 0,
    query: { state: 'failed' },
    created_by: 'person:anna',
    created_at: testStart,
    ...change,
  };
}

/** An operator's token that was never used. */
export function aToken(change: Partial<ApiToken> = {}): ApiToken {
  return {
    id: testId('token'),
    name: 'anna',
    role: 'operator',
    kind: 'service',
    version: 0,
    sha256: '6'.repeat(64),
    created_at: testStart,
    created_by: 'person:anna',
    last_used_at: null,
    expires_at: null,
    revoked_at: null,
    ...change,
  };
}

/** The key that started {@link aRun}. */
export function anIdempotencyKey(change: Partial<IdempotencyKey> = {}): IdempotencyKey {
  return { id: '7'.repeat(64), run_id: testId('run'), created_at: testStart, ...change };
}
