-- Generated from the migrations, for reviews: the schema that they make. Do not edit.

CREATE EXTENSION pg_trgm;

CREATE SEQUENCE events_sequence_seq AS bigint;

CREATE TABLE api_tokens (
  id text NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  kind text NOT NULL,
  version integer NOT NULL,
  sha256 text NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  created_by text NOT NULL,
  last_used_at timestamp(3) with time zone,
  expires_at timestamp(3) with time zone,
  revoked_at timestamp(3) with time zone,
  CONSTRAINT api_tokens_pkey PRIMARY KEY (id),
  CONSTRAINT api_tokens_kind CHECK (kind = ANY (ARRAY['service'::text, 'browser'::text, 'local'::text])),
  CONSTRAINT api_tokens_role CHECK (role = ANY (ARRAY['viewer'::text, 'operator'::text, 'admin'::text]))
);
CREATE UNIQUE INDEX api_tokens_sha256_key ON api_tokens USING btree (sha256);

CREATE TABLE approvals (
  id text NOT NULL,
  run_id text NOT NULL,
  task_id text NOT NULL,
  patch_id text NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  reason text,
  decided_by text,
  created_at timestamp(3) with time zone NOT NULL,
  ended_at timestamp(3) with time zone,
  CONSTRAINT approvals_pkey PRIMARY KEY (id),
  CONSTRAINT approvals_patch_id_fkey FOREIGN KEY (patch_id) REFERENCES patch_ledger(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT approvals_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT approvals_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT approvals_ended CHECK ((state = ANY (ARRAY['approved'::text, 'rejected'::text, 'withdrawn'::text])) = (ended_at IS NOT NULL)),
  CONSTRAINT approvals_requires_decided_by CHECK ((state <> ALL (ARRAY['approved'::text, 'rejected'::text])) OR decided_by IS NOT NULL),
  CONSTRAINT approvals_requires_reason CHECK ((state <> ALL (ARRAY['rejected'::text, 'withdrawn'::text])) OR reason IS NOT NULL),
  CONSTRAINT approvals_state CHECK (state = ANY (ARRAY['pending'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text]))
);
CREATE INDEX approvals_patch_id_idx ON approvals USING btree (patch_id);
CREATE UNIQUE INDEX approvals_pending ON approvals USING btree (patch_id) WHERE state = 'pending'::text;
CREATE INDEX approvals_run_id_state_idx ON approvals USING btree (run_id, state);
CREATE INDEX approvals_state_id_idx ON approvals USING btree (state, id DESC);
CREATE INDEX approvals_task_id_idx ON approvals USING btree (task_id);

CREATE TABLE attempts (
  id text NOT NULL,
  run_id text NOT NULL,
  task_id text NOT NULL,
  number integer NOT NULL,
  worker_id text,
  tool_id text NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  reason text,
  failure_kind text,
  error_signature text,
  exit_code integer,
  base_commit text,
  patch_id text,
  patch_digest text,
  log_path text,
  reserved_usd numeric,
  started_at timestamp(3) with time zone NOT NULL,
  ended_at timestamp(3) with time zone,
  duration_ms integer,
  CONSTRAINT attempts_pkey PRIMARY KEY (id),
  CONSTRAINT attempts_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT attempts_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT attempts_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES workers(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT attempts_ended CHECK ((state = ANY (ARRAY['succeeded'::text, 'failed'::text, 'canceled'::text])) = (ended_at IS NOT NULL)),
  CONSTRAINT attempts_failure_kind CHECK (failure_kind = ANY (ARRAY['exit_code'::text, 'wall_timeout'::text, 'idle_timeout'::text, 'spawn_error'::text, 'worker_lost'::text, 'policy'::text, 'gate'::text, 'budget'::text])),
  CONSTRAINT attempts_requires_failure_kind CHECK (state <> 'failed'::text OR failure_kind IS NOT NULL),
  CONSTRAINT attempts_requires_reason CHECK ((state <> ALL (ARRAY['failed'::text, 'canceled'::text])) OR reason IS NOT NULL),
  CONSTRAINT attempts_state CHECK (state = ANY (ARRAY['running'::text, 'succeeded'::text, 'failed'::text, 'canceled'::text]))
);
CREATE INDEX attempts_run_id_idx ON attempts USING btree (run_id);
CREATE INDEX attempts_started_at_idx ON attempts USING btree (started_at);
CREATE UNIQUE INDEX attempts_task_id_number_key ON attempts USING btree (task_id, number);
CREATE INDEX attempts_tool_id_started_at_idx ON attempts USING btree (tool_id, started_at);
CREATE INDEX attempts_tool_id_state_idx ON attempts USING btree (tool_id, state);
CREATE INDEX attempts_worker_id_state_idx ON attempts USING btree (worker_id, state);

CREATE TABLE budgets (
  id text NOT NULL,
  run_id text NOT NULL,
  level text NOT NULL,
  subject text NOT NULL,
  version integer NOT NULL,
  max_cost_usd numeric NOT NULL,
  warning_threshold double precision NOT NULL,
  enforcement text NOT NULL,
  reserved_usd numeric NOT NULL,
  spent_usd numeric NOT NULL,
  warned_at timestamp(3) with time zone,
  exhausted_at timestamp(3) with time zone,
  CONSTRAINT budgets_pkey PRIMARY KEY (id),
  CONSTRAINT budgets_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT budgets_amounts CHECK (reserved_usd >= 0::numeric AND spent_usd >= 0::numeric AND max_cost_usd >= 0::numeric)
);
CREATE UNIQUE INDEX budgets_run_id_level_subject_key ON budgets USING btree (run_id, level, subject);

CREATE TABLE circuit_breakers (
  id text NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  reason text,
  consecutive_failures integer NOT NULL,
  opened_at timestamp(3) with time zone,
  open_until timestamp(3) with time zone,
  CONSTRAINT circuit_breakers_pkey PRIMARY KEY (id),
  CONSTRAINT circuit_breakers_requires_opened_at CHECK (state <> 'open'::text OR opened_at IS NOT NULL),
  CONSTRAINT circuit_breakers_state CHECK (state = ANY (ARRAY['closed'::text, 'open'::text, 'half_open'::text]))
);

CREATE TABLE costs (
  id text NOT NULL,
  run_id text NOT NULL,
  task_id text NOT NULL,
  attempt_id text NOT NULL,
  tool_id text NOT NULL,
  resource_type text NOT NULL,
  quantity numeric NOT NULL,
  unit text NOT NULL,
  unit_cost numeric,
  total_cost numeric,
  currency text NOT NULL,
  provenance text NOT NULL,
  model text,
  tokens_in integer,
  tokens_out integer,
  tokens_cached integer,
  created_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT costs_pkey PRIMARY KEY (id),
  CONSTRAINT costs_attempt_id_fkey FOREIGN KEY (attempt_id) REFERENCES attempts(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT costs_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT costs_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX costs_attempt_id_idx ON costs USING btree (attempt_id);
CREATE INDEX costs_created_at_idx ON costs USING btree (created_at);
CREATE INDEX costs_run_id_idx ON costs USING btree (run_id);
CREATE INDEX costs_task_id_idx ON costs USING btree (task_id);

CREATE TABLE dependencies (
  id text NOT NULL,
  run_id text NOT NULL,
  from_id text NOT NULL,
  to_id text NOT NULL,
  kind text NOT NULL,
  level text NOT NULL,
  CONSTRAINT dependencies_pkey PRIMARY KEY (id),
  CONSTRAINT dependencies_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX dependencies_run_id_idx ON dependencies USING btree (run_id);

CREATE TABLE errors (
  id text NOT NULL,
  run_id text NOT NULL,
  task_id text NOT NULL,
  signature text NOT NULL,
  category text NOT NULL,
  severity text NOT NULL,
  code text NOT NULL,
  message text NOT NULL,
  file text,
  line integer,
  first_seen timestamp(3) with time zone NOT NULL,
  last_seen timestamp(3) with time zone NOT NULL,
  count integer NOT NULL,
  can_retry boolean NOT NULL,
  CONSTRAINT errors_pkey PRIMARY KEY (id),
  CONSTRAINT errors_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT errors_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX errors_run_id_idx ON errors USING btree (run_id);
CREATE UNIQUE INDEX errors_task_id_signature_key ON errors USING btree (task_id, signature);

CREATE TABLE events (
  sequence bigint DEFAULT nextval('events_sequence_seq'::regclass) NOT NULL,
  transaction xid8 DEFAULT pg_current_xact_id() NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  type text NOT NULL,
  severity text NOT NULL,
  entity_type text NOT NULL,
  entity_id text NOT NULL,
  from_state text,
  to_state text,
  trigger text NOT NULL,
  reason text,
  actor text NOT NULL,
  run_id text,
  workstream_id text,
  task_id text,
  tool_id text,
  worker_id text,
  payload jsonb NOT NULL,
  CONSTRAINT events_pkey PRIMARY KEY (sequence)
);
CREATE INDEX events_actor_transaction_sequence_idx ON events USING btree (actor, transaction, sequence);
CREATE INDEX events_at_idx ON events USING brin (at);
CREATE INDEX events_entity_id_idx ON events USING btree (entity_id);
CREATE INDEX events_entity_type_transaction_sequence_idx ON events USING btree (entity_type, transaction, sequence);
CREATE INDEX events_run_id_transaction_sequence_idx ON events USING btree (run_id, transaction, sequence);
CREATE INDEX events_search ON events USING gin (((((type || ' '::text) || actor) || ' '::text) || COALESCE(reason, ''::text)) gin_trgm_ops);
CREATE INDEX events_severity_transaction_sequence_idx ON events USING btree (severity, transaction, sequence);
CREATE INDEX events_task_id_transaction_sequence_idx ON events USING btree (task_id, transaction, sequence);
CREATE INDEX events_transaction_sequence_idx ON events USING btree (transaction, sequence);

CREATE TABLE idempotency_keys (
  id text NOT NULL,
  run_id text NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (id),
  CONSTRAINT idempotency_keys_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys USING btree (created_at);
CREATE INDEX idempotency_keys_run_id_idx ON idempotency_keys USING btree (run_id);

CREATE TABLE patch_comments (
  id text NOT NULL,
  run_id text NOT NULL,
  task_id text NOT NULL,
  patch_id text NOT NULL,
  version integer NOT NULL,
  path text,
  side text,
  line integer,
  body text NOT NULL,
  author text NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  resolved_at timestamp(3) with time zone,
  resolved_by text,
  told_attempt_id text,
  CONSTRAINT patch_comments_pkey PRIMARY KEY (id),
  CONSTRAINT patch_comments_patch_id_fkey FOREIGN KEY (patch_id) REFERENCES patch_ledger(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT patch_comments_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT patch_comments_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT patch_comments_told_attempt_id_fkey FOREIGN KEY (told_attempt_id) REFERENCES attempts(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT patch_comments_place CHECK ((path IS NOT NULL OR line IS NULL) AND (line IS NULL) = (side IS NULL) AND line > 0)
);
CREATE INDEX patch_comments_patch_id_idx ON patch_comments USING btree (patch_id);
CREATE INDEX patch_comments_run_id_idx ON patch_comments USING btree (run_id);
CREATE INDEX patch_comments_task_id_resolved_at_idx ON patch_comments USING btree (task_id, resolved_at);
CREATE INDEX patch_comments_told_attempt_id_idx ON patch_comments USING btree (told_attempt_id);

CREATE TABLE patch_ledger (
  id text NOT NULL,
  run_id text NOT NULL,
  task_id text NOT NULL,
  lane text NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  reason text,
  validation jsonb,
  apply_attempts integer NOT NULL,
  apply_error text,
  candidate_base text,
  candidate_commit text,
  candidate_tree text,
  commit_id text,
  tree_id text,
  quarantined_by text,
  quarantined_at timestamp(3) with time zone,
  replaces text,
  rollback_of text,
  created_at timestamp(3) with time zone NOT NULL,
  queued_at timestamp(3) with time zone,
  committed_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  CONSTRAINT patch_ledger_pkey PRIMARY KEY (id),
  CONSTRAINT patch_ledger_id_fkey FOREIGN KEY (id) REFERENCES patches(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT patch_ledger_replaces_fkey FOREIGN KEY (replaces) REFERENCES patch_ledger(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT patch_ledger_rollback_of_fkey FOREIGN KEY (rollback_of) REFERENCES patch_ledger(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT patch_ledger_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT patch_ledger_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT patch_ledger_ended CHECK ((state = ANY (ARRAY['rolled_back'::text, 'dropped'::text])) = (ended_at IS NOT NULL)),
  CONSTRAINT patch_ledger_requires_apply_error CHECK (state <> 'apply_failed'::text OR apply_error IS NOT NULL),
  CONSTRAINT patch_ledger_requires_candidate_commit CHECK ((state <> ALL (ARRAY['applied'::text, 'verified'::text])) OR candidate_commit IS NOT NULL),
  CONSTRAINT patch_ledger_requires_candidate_tree CHECK ((state <> ALL (ARRAY['applied'::text, 'verified'::text])) OR candidate_tree IS NOT NULL),
  CONSTRAINT patch_ledger_requires_commit_id CHECK (state <> 'committed'::text OR commit_id IS NOT NULL),
  CONSTRAINT patch_ledger_requires_committed_at CHECK (state <> 'committed'::text OR committed_at IS NOT NULL),
  CONSTRAINT patch_ledger_requires_queued_at CHECK (state <> 'queued'::text OR queued_at IS NOT NULL),
  CONSTRAINT patch_ledger_requires_reason CHECK ((state <> ALL (ARRAY['quarantined'::text, 'rolled_back'::text, 'dropped'::text])) OR reason IS NOT NULL),
  CONSTRAINT patch_ledger_requires_tree_id CHECK (state <> 'committed'::text OR tree_id IS NOT NULL),
  CONSTRAINT patch_ledger_requires_validation CHECK ((state <> ALL (ARRAY['validated'::text, 'queued'::text])) OR validation IS NOT NULL),
  CONSTRAINT patch_ledger_state CHECK (state = ANY (ARRAY['created'::text, 'validated'::text, 'queued'::text, 'applied'::text, 'verified'::text, 'committed'::text, 'apply_failed'::text, 'quarantined'::text, 'rolled_back'::text, 'dropped'::text]))
);
CREATE INDEX patch_ledger_committed_at_idx ON patch_ledger USING btree (committed_at);
CREATE INDEX patch_ledger_lane_state_id_idx ON patch_ledger USING btree (lane, state, id);
CREATE INDEX patch_ledger_replaces_idx ON patch_ledger USING btree (replaces);
CREATE INDEX patch_ledger_rollback_of_idx ON patch_ledger USING btree (rollback_of);
CREATE INDEX patch_ledger_run_id_state_idx ON patch_ledger USING btree (run_id, state);
CREATE INDEX patch_ledger_state_id_idx ON patch_ledger USING btree (state, id DESC);
CREATE INDEX patch_ledger_task_id_idx ON patch_ledger USING btree (task_id);

CREATE TABLE patches (
  id text NOT NULL,
  run_id text NOT NULL,
  task_id text NOT NULL,
  attempt_id text,
  format text NOT NULL,
  sha256 text NOT NULL,
  digest text NOT NULL,
  base_commit text,
  result_tree text,
  origin text NOT NULL,
  files_touched jsonb NOT NULL,
  insertions integer NOT NULL,
  deletions integer NOT NULL,
  message text,
  author jsonb,
  diff bytea NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT patches_pkey PRIMARY KEY (id),
  CONSTRAINT patches_attempt_id_fkey FOREIGN KEY (attempt_id) REFERENCES attempts(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT patches_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT patches_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX patches_attempt_id_idx ON patches USING btree (attempt_id);
CREATE INDEX patches_run_id_idx ON patches USING btree (run_id);
CREATE INDEX patches_task_id_idx ON patches USING btree (task_id);

CREATE TABLE phases (
  id text NOT NULL,
  run_id text NOT NULL,
  key text NOT NULL,
  title text NOT NULL,
  ordinal integer NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  reason text,
  acceptance jsonb NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  started_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  CONSTRAINT phases_pkey PRIMARY KEY (id),
  CONSTRAINT phases_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT phases_ended CHECK ((state = ANY (ARRAY['done'::text, 'abandoned'::text])) = (ended_at IS NOT NULL)),
  CONSTRAINT phases_requires_reason CHECK ((state <> ALL (ARRAY['blocked'::text, 'abandoned'::text])) OR reason IS NOT NULL),
  CONSTRAINT phases_requires_started_at CHECK (state <> 'active'::text OR started_at IS NOT NULL),
  CONSTRAINT phases_state CHECK (state = ANY (ARRAY['planned'::text, 'active'::text, 'blocked'::text, 'done'::text, 'abandoned'::text]))
);
CREATE UNIQUE INDEX phases_run_id_key_key ON phases USING btree (run_id, key);

CREATE TABLE routing_decisions (
  id text NOT NULL,
  run_id text NOT NULL,
  task_id text NOT NULL,
  attempt_id text NOT NULL,
  strategy text NOT NULL,
  candidates jsonb NOT NULL,
  tool_id text NOT NULL,
  rule text NOT NULL,
  fallback boolean NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT routing_decisions_pkey PRIMARY KEY (id),
  CONSTRAINT routing_decisions_attempt_id_fkey FOREIGN KEY (attempt_id) REFERENCES attempts(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT routing_decisions_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT routing_decisions_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX routing_decisions_attempt_id_idx ON routing_decisions USING btree (attempt_id);
CREATE INDEX routing_decisions_run_id_idx ON routing_decisions USING btree (run_id);
CREATE INDEX routing_decisions_task_id_idx ON routing_decisions USING btree (task_id);

CREATE TABLE runs (
  id text NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  reason text,
  template_name text NOT NULL,
  template_version text NOT NULL,
  repository text NOT NULL,
  target_branch text NOT NULL,
  lane text NOT NULL,
  pool text NOT NULL,
  base_commit text NOT NULL,
  head_commit text NOT NULL,
  head_tree text NOT NULL,
  origin text NOT NULL,
  retry_of text,
  config jsonb NOT NULL,
  plan jsonb NOT NULL,
  tasks_total integer NOT NULL,
  tasks_done integer NOT NULL,
  cost_usd numeric NOT NULL,
  cancel_requested_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone NOT NULL,
  started_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  CONSTRAINT runs_pkey PRIMARY KEY (id),
  CONSTRAINT runs_retry_of_fkey FOREIGN KEY (retry_of) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT runs_ended CHECK ((state = ANY (ARRAY['succeeded'::text, 'failed'::text, 'quarantined'::text, 'canceled'::text])) = (ended_at IS NOT NULL)),
  CONSTRAINT runs_requires_reason CHECK ((state <> ALL (ARRAY['failed'::text, 'quarantined'::text, 'canceled'::text])) OR reason IS NOT NULL),
  CONSTRAINT runs_requires_started_at CHECK ((state <> ALL (ARRAY['running'::text, 'paused'::text, 'validating'::text])) OR started_at IS NOT NULL),
  CONSTRAINT runs_state CHECK (state = ANY (ARRAY['pending'::text, 'initializing'::text, 'running'::text, 'paused'::text, 'validating'::text, 'succeeded'::text, 'failed'::text, 'quarantined'::text, 'canceled'::text]))
);
CREATE INDEX runs_cost_usd_id_idx ON runs USING btree (cost_usd, id);
CREATE INDEX runs_created_at_id_idx ON runs USING btree (created_at, id);
CREATE INDEX runs_ended_at_id_idx ON runs USING btree (ended_at, id);
CREATE INDEX runs_lane_idx ON runs USING btree (lane);
CREATE INDEX runs_repository_id_idx ON runs USING btree (repository, id DESC);
CREATE INDEX runs_retry_of_idx ON runs USING btree (retry_of);
CREATE INDEX runs_search ON runs USING gin (((((((((id || ' '::text) || template_name) || ' '::text) || repository) || ' '::text) || target_branch) || ' '::text) || COALESCE(reason, ''::text)) gin_trgm_ops);
CREATE INDEX runs_state_id_idx ON runs USING btree (state, id DESC);
CREATE INDEX runs_target_branch_id_idx ON runs USING btree (target_branch, id);
CREATE INDEX runs_tasks_total_id_idx ON runs USING btree (tasks_total, id);
CREATE INDEX runs_template_name_id_idx ON runs USING btree (template_name, id DESC);

CREATE TABLE saved_views (
  id text NOT NULL,
  name text NOT NULL,
  version integer NOT NULL,
  query jsonb NOT NULL,
  created_by text NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT saved_views_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX saved_views_name_key ON saved_views USING btree (name);

CREATE TABLE tasks (
  id text NOT NULL,
  run_id text NOT NULL,
  phase_id text NOT NULL,
  workstream_id text NOT NULL,
  key text NOT NULL,
  title text NOT NULL,
  ordinal integer NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  reason text,
  priority text NOT NULL,
  kind text,
  classification jsonb,
  condition text,
  scope jsonb NOT NULL,
  conflict_group text,
  parallel boolean NOT NULL,
  critical boolean NOT NULL,
  on_failure text NOT NULL,
  max_attempts integer NOT NULL,
  attempts_used integer NOT NULL,
  attempts_total integer NOT NULL,
  step jsonb NOT NULL,
  tool_id text,
  lease_attempt_id text,
  lease_worker_id text,
  patch_id text,
  outputs jsonb NOT NULL,
  feedback text,
  last_error text,
  not_before timestamp(3) with time zone,
  carried_from text,
  created_at timestamp(3) with time zone NOT NULL,
  queued_at timestamp(3) with time zone,
  started_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  CONSTRAINT tasks_pkey PRIMARY KEY (id),
  CONSTRAINT tasks_carried_from_fkey FOREIGN KEY (carried_from) REFERENCES tasks(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT tasks_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES phases(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT tasks_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT tasks_workstream_id_fkey FOREIGN KEY (workstream_id) REFERENCES workstreams(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT tasks_ended CHECK ((state = ANY (ARRAY['completed'::text, 'failed'::text, 'canceled'::text])) = (ended_at IS NOT NULL)),
  CONSTRAINT tasks_requires_lease_attempt_id CHECK (state <> 'running'::text OR lease_attempt_id IS NOT NULL),
  CONSTRAINT tasks_requires_lease_worker_id CHECK (state <> 'running'::text OR lease_worker_id IS NOT NULL),
  CONSTRAINT tasks_requires_queued_at CHECK (state <> 'queued'::text OR queued_at IS NOT NULL),
  CONSTRAINT tasks_requires_reason CHECK ((state <> ALL (ARRAY['blocked'::text, 'retrying'::text, 'failed'::text, 'canceled'::text])) OR reason IS NOT NULL),
  CONSTRAINT tasks_requires_started_at CHECK ((state <> ALL (ARRAY['running'::text, 'validating'::text])) OR started_at IS NOT NULL),
  CONSTRAINT tasks_state CHECK (state = ANY (ARRAY['pending'::text, 'blocked'::text, 'queued'::text, 'running'::text, 'validating'::text, 'retrying'::text, 'completed'::text, 'failed'::text, 'canceled'::text]))
);
CREATE INDEX tasks_carried_from_idx ON tasks USING btree (carried_from);
CREATE INDEX tasks_phase_id_idx ON tasks USING btree (phase_id);
CREATE UNIQUE INDEX tasks_run_id_key_key ON tasks USING btree (run_id, key);
CREATE INDEX tasks_run_id_state_idx ON tasks USING btree (run_id, state);
CREATE INDEX tasks_workstream_id_idx ON tasks USING btree (workstream_id);

CREATE TABLE templates (
  id text NOT NULL,
  name text NOT NULL,
  version integer NOT NULL,
  template_version text NOT NULL,
  title text NOT NULL,
  description text,
  status text NOT NULL,
  path text,
  sha256 text NOT NULL,
  text text NOT NULL,
  saved_by text NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  updated_at timestamp(3) with time zone NOT NULL,
  last_run_at timestamp(3) with time zone,
  CONSTRAINT templates_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX templates_name_key ON templates USING btree (name);

CREATE TABLE test_executions (
  id text NOT NULL,
  run_id text NOT NULL,
  record jsonb NOT NULL,
  CONSTRAINT test_executions_pkey PRIMARY KEY (id),
  CONSTRAINT test_executions_id_fkey FOREIGN KEY (id) REFERENCES test_gates(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT test_executions_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX test_executions_run_id_idx ON test_executions USING btree (run_id);

CREATE TABLE test_gates (
  id text NOT NULL,
  run_id text NOT NULL,
  patch_id text,
  phase_id text,
  name text NOT NULL,
  type text NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  reason text,
  criteria jsonb NOT NULL,
  commit_id text NOT NULL,
  tree_id text NOT NULL,
  gate_digest text NOT NULL,
  environment_digest text NOT NULL,
  cached_from text,
  exit_code integer,
  total integer,
  passed integer,
  failed integer,
  skipped integer,
  coverage_percent double precision,
  failing jsonb NOT NULL,
  log_path text,
  created_at timestamp(3) with time zone NOT NULL,
  started_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  duration_ms integer,
  CONSTRAINT test_gates_pkey PRIMARY KEY (id),
  CONSTRAINT test_gates_cached_from_fkey FOREIGN KEY (cached_from) REFERENCES test_gates(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT test_gates_patch_id_fkey FOREIGN KEY (patch_id) REFERENCES patch_ledger(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT test_gates_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES phases(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT test_gates_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT test_gates_ended CHECK ((state = ANY (ARRAY['passed'::text, 'failed'::text, 'error'::text, 'skipped'::text])) = (ended_at IS NOT NULL)),
  CONSTRAINT test_gates_requires_reason CHECK ((state <> ALL (ARRAY['failed'::text, 'error'::text, 'skipped'::text])) OR reason IS NOT NULL),
  CONSTRAINT test_gates_requires_started_at CHECK (state <> 'running'::text OR started_at IS NOT NULL),
  CONSTRAINT test_gates_state CHECK (state = ANY (ARRAY['pending'::text, 'running'::text, 'passed'::text, 'failed'::text, 'error'::text, 'skipped'::text]))
);
CREATE INDEX test_gates_cached_from_idx ON test_gates USING btree (cached_from);
CREATE INDEX test_gates_name_id_idx ON test_gates USING btree (name, id DESC);
CREATE INDEX test_gates_patch_id_idx ON test_gates USING btree (patch_id);
CREATE INDEX test_gates_phase_id_idx ON test_gates USING btree (phase_id);
CREATE INDEX test_gates_run_id_name_idx ON test_gates USING btree (run_id, name);
CREATE INDEX test_gates_run_id_state_idx ON test_gates USING btree (run_id, state);
CREATE INDEX test_gates_state_id_idx ON test_gates USING btree (state, id DESC);
CREATE INDEX test_gates_tree_id_gate_digest_environment_digest_idx ON test_gates USING btree (tree_id, gate_digest, environment_digest);

CREATE TABLE workers (
  id text NOT NULL,
  type text NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  reason text,
  pool text NOT NULL,
  host text NOT NULL,
  pid integer NOT NULL,
  process_started text NOT NULL,
  queue_ids jsonb NOT NULL,
  capabilities jsonb NOT NULL,
  current_task_id text,
  heartbeat_at timestamp(3) with time zone NOT NULL,
  tasks_completed integer NOT NULL,
  tasks_failed integer NOT NULL,
  total_execution_ms integer NOT NULL,
  started_at timestamp(3) with time zone NOT NULL,
  ended_at timestamp(3) with time zone,
  CONSTRAINT workers_pkey PRIMARY KEY (id),
  CONSTRAINT workers_current_task_id_fkey FOREIGN KEY (current_task_id) REFERENCES tasks(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT workers_ended CHECK ((state = ANY (ARRAY['stopped'::text, 'crashed'::text])) = (ended_at IS NOT NULL)),
  CONSTRAINT workers_requires_current_task_id CHECK (state <> 'busy'::text OR current_task_id IS NOT NULL),
  CONSTRAINT workers_requires_reason CHECK (state <> 'crashed'::text OR reason IS NOT NULL),
  CONSTRAINT workers_state CHECK (state = ANY (ARRAY['idle'::text, 'busy'::text, 'paused'::text, 'stopped'::text, 'crashed'::text]))
);
CREATE INDEX workers_current_task_id_idx ON workers USING btree (current_task_id);
CREATE INDEX workers_state_heartbeat_at_idx ON workers USING btree (state, heartbeat_at);

CREATE TABLE workstreams (
  id text NOT NULL,
  run_id text NOT NULL,
  phase_id text NOT NULL,
  key text NOT NULL,
  title text NOT NULL,
  ordinal integer NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  reason text,
  scope jsonb NOT NULL,
  critical boolean NOT NULL,
  max_concurrency integer,
  created_at timestamp(3) with time zone NOT NULL,
  started_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  CONSTRAINT workstreams_pkey PRIMARY KEY (id),
  CONSTRAINT workstreams_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES phases(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT workstreams_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT workstreams_ended CHECK ((state = ANY (ARRAY['completed'::text, 'failed'::text, 'skipped'::text, 'canceled'::text])) = (ended_at IS NOT NULL)),
  CONSTRAINT workstreams_requires_reason CHECK ((state <> ALL (ARRAY['blocked'::text, 'failed'::text, 'skipped'::text, 'canceled'::text])) OR reason IS NOT NULL),
  CONSTRAINT workstreams_requires_started_at CHECK ((state <> ALL (ARRAY['executing'::text, 'validating'::text])) OR started_at IS NOT NULL),
  CONSTRAINT workstreams_state CHECK (state = ANY (ARRAY['planned'::text, 'ready'::text, 'blocked'::text, 'executing'::text, 'validating'::text, 'completed'::text, 'failed'::text, 'skipped'::text, 'canceled'::text]))
);
CREATE INDEX workstreams_phase_id_idx ON workstreams USING btree (phase_id);
CREATE UNIQUE INDEX workstreams_run_id_key_key ON workstreams USING btree (run_id, key);

CREATE OR REPLACE FUNCTION public.event_horizon()
 RETURNS xid8
 LANGUAGE plpgsql
AS $function$
declare
  horizon xid8;
  unsettled boolean;
begin
  for look in 1..20 loop
    select
      coalesce(min(running) filter (where a.datid is null or a.datname = current_database()),
        pg_snapshot_xmax(pg_current_snapshot())),
      bool_or(a.pid is null)
    into horizon, unsettled
    from pg_snapshot_xip(pg_current_snapshot()) running
    left join pg_locks l
      on l.locktype = 'transactionid' and l.transactionid = running::xid and l.mode = 'ExclusiveLock' and l.granted
    left join pg_stat_activity a on a.pid = l.pid;
    exit when unsettled is not true;
  end loop;
  return horizon;
end
$function$;

CREATE OR REPLACE FUNCTION public.require_jobs(taken bigint, wanted bigint)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  if taken <> wanted then
    raise exception 'the queue took % of % jobs', taken, wanted using errcode = 'UE002';
  end if;
  return true;
end
$function$;

CREATE OR REPLACE FUNCTION public.require_rows(changed bigint, wanted bigint, what text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  if changed <> wanted then
    raise exception '% of % rows of % were changed by someone else in between', wanted - changed, wanted, what
      using errcode = 'UE001';
  end if;
  return true;
end
$function$;
