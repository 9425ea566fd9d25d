-- CreateTable
CREATE TABLE "attempts" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "task_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "worker_id" TEXT,
    "tool_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT,
    "failure_kind" TEXT,
    "error_signature" TEXT,
    "exit_code" INTEGER,
    "base_commit" TEXT,
    "patch_id" TEXT,
    "patch_digest" TEXT,
    "log_path" TEXT,
    "reserved_usd" DECIMAL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "duration_ms" INTEGER,

    CONSTRAINT "attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "circuit_breakers" (
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT,
    "consecutive_failures" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "open_until" TIMESTAMPTZ(3),

    CONSTRAINT "circuit_breakers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "costs" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "task_id" TEXT NOT NULL,
    "attempt_id" TEXT NOT NULL,
    "tool_id" TEXT NOT NULL,
    "resource_type" TEXT NOT NULL,
    "quantity" DECIMAL NOT NULL,
    "unit" TEXT NOT NULL,
    "unit_cost" DECIMAL,
    "total_cost" DECIMAL,
    "currency" TEXT NOT NULL,
    "provenance" TEXT NOT NULL,
    "model" TEXT,
    "tokens_in" INTEGER,
    "tokens_out" INTEGER,
    "tokens_cached" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "costs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "budgets" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "max_cost_usd" DECIMAL NOT NULL,
    "warning_threshold" DOUBLE PRECISION NOT NULL,
    "enforcement" TEXT NOT NULL,
    "reserved_usd" DECIMAL NOT NULL,
    "spent_usd" DECIMAL NOT NULL,
    "warned_at" TIMESTAMPTZ(3),
    "exhausted_at" TIMESTAMPTZ(3),

    CONSTRAINT "budgets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dependencies" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "from_id" TEXT NOT NULL,
    "to_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "level" TEXT NOT NULL,

    CONSTRAINT "dependencies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "errors" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "task_id" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "file" TEXT,
    "line" INTEGER,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,
    "can_retry" BOOLEAN NOT NULL,

    CONSTRAINT "errors_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "sequence" BIGSERIAL NOT NULL,
    "transaction" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "entity_type" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "from_state" TEXT,
    "to_state" TEXT,
    "trigger" TEXT NOT NULL,
    "reason" TEXT,
    "actor" TEXT NOT NULL,
    "run_id" TEXT,
    "workstream_id" TEXT,
    "task_id" TEXT,
    "tool_id" TEXT,
    "worker_id" TEXT,
    "payload" JSONB NOT NULL,

    CONSTRAINT "events_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "test_gates" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "patch_id" TEXT,
    "phase_id" TEXT,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT,
    "criteria" JSONB NOT NULL,
    "commit_id" TEXT NOT NULL,
    "tree_id" TEXT NOT NULL,
    "gate_digest" TEXT NOT NULL,
    "environment_digest" TEXT NOT NULL,
    "cached_from" TEXT,
    "exit_code" INTEGER,
    "total" INTEGER,
    "passed" INTEGER,
    "failed" INTEGER,
    "skipped" INTEGER,
    "coverage_percent" DOUBLE PRECISION,
    "failing" JSONB NOT NULL,
    "log_path" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "duration_ms" INTEGER,

    CONSTRAINT "test_gates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "test_executions" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "record" JSONB NOT NULL,

    CONSTRAINT "test_executions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patches" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "task_id" TEXT NOT NULL,
    "attempt_id" TEXT,
    "format" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "base_commit" TEXT,
    "result_tree" TEXT,
    "origin" TEXT NOT NULL,
    "files_touched" JSONB NOT NULL,
    "insertions" INTEGER NOT NULL,
    "deletions" INTEGER NOT NULL,
    "message" TEXT,
    "author" JSONB,
    "diff" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "patches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patch_ledger" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "task_id" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT,
    "validation" JSONB,
    "apply_attempts" INTEGER NOT NULL,
    "apply_error" TEXT,
    "candidate_base" TEXT,
    "candidate_commit" TEXT,
    "candidate_tree" TEXT,
    "commit_id" TEXT,
    "tree_id" TEXT,
    "quarantined_by" TEXT,
    "quarantined_at" TIMESTAMPTZ(3),
    "replaces" TEXT,
    "rollback_of" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "queued_at" TIMESTAMPTZ(3),
    "committed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "patch_ledger_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "phases" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT,
    "acceptance" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "phases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "routing_decisions" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "task_id" TEXT NOT NULL,
    "attempt_id" TEXT NOT NULL,
    "strategy" TEXT NOT NULL,
    "candidates" JSONB NOT NULL,
    "tool_id" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "fallback" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "routing_decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runs" (
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT,
    "template_name" TEXT NOT NULL,
    "template_version" TEXT NOT NULL,
    "repository" TEXT NOT NULL,
    "target_branch" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "pool" TEXT NOT NULL,
    "base_commit" TEXT NOT NULL,
    "head_commit" TEXT NOT NULL,
    "head_tree" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "retry_of" TEXT,
    "config" JSONB NOT NULL,
    "plan" JSONB NOT NULL,
    "tasks_total" INTEGER NOT NULL,
    "tasks_done" INTEGER NOT NULL,
    "cost_usd" DECIMAL NOT NULL,
    "cancel_requested_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tasks" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "phase_id" TEXT NOT NULL,
    "workstream_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT,
    "priority" TEXT NOT NULL,
    "kind" TEXT,
    "classification" JSONB,
    "condition" TEXT,
    "scope" JSONB NOT NULL,
    "conflict_group" TEXT,
    "parallel" BOOLEAN NOT NULL,
    "critical" BOOLEAN NOT NULL,
    "on_failure" TEXT NOT NULL,
    "max_attempts" INTEGER NOT NULL,
    "attempts_used" INTEGER NOT NULL,
    "attempts_total" INTEGER NOT NULL,
    "step" JSONB NOT NULL,
    "tool_id" TEXT,
    "lease_attempt_id" TEXT,
    "lease_worker_id" TEXT,
    "patch_id" TEXT,
    "outputs" JSONB NOT NULL,
    "feedback" TEXT,
    "last_error" TEXT,
    "not_before" TIMESTAMPTZ(3),
    "carried_from" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "queued_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workers" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT,
    "pool" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "process_started" TEXT NOT NULL,
    "queue_ids" JSONB NOT NULL,
    "capabilities" JSONB NOT NULL,
    "current_task_id" TEXT,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL,
    "tasks_completed" INTEGER NOT NULL,
    "tasks_failed" INTEGER NOT NULL,
    "total_execution_ms" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "workers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workstreams" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "phase_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT,
    "scope" JSONB NOT NULL,
    "critical" BOOLEAN NOT NULL,
    "max_concurrency" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "workstreams_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "attempts_run_id_idx" ON "attempts"("run_id");

-- CreateIndex
CREATE INDEX "attempts_worker_id_state_idx" ON "attempts"("worker_id", "state");

-- CreateIndex
CREATE INDEX "attempts_tool_id_state_idx" ON "attempts"("tool_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "attempts_task_id_number_key" ON "attempts"("task_id", "number");

-- CreateIndex
CREATE INDEX "costs_run_id_idx" ON "costs"("run_id");

-- CreateIndex
CREATE INDEX "costs_task_id_idx" ON "costs"("task_id");

-- CreateIndex
CREATE INDEX "costs_attempt_id_idx" ON "costs"("attempt_id");

-- CreateIndex
CREATE INDEX "costs_created_at_idx" ON "costs"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "budgets_run_id_level_subject_key" ON "budgets"("run_id", "level", "subject");

-- CreateIndex
CREATE INDEX "dependencies_run_id_idx" ON "dependencies"("run_id");

-- CreateIndex
CREATE INDEX "errors_run_id_idx" ON "errors"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "errors_task_id_signature_key" ON "errors"("task_id", "signature");

-- CreateIndex
CREATE INDEX "events_transaction_sequence_idx" ON "events"("transaction", "sequence");

-- CreateIndex
CREATE INDEX "events_run_id_transaction_sequence_idx" ON "events"("run_id", "transaction", "sequence");

-- CreateIndex
CREATE INDEX "events_entity_id_idx" ON "events"("entity_id");

-- CreateIndex
CREATE INDEX "test_gates_tree_id_gate_digest_environment_digest_idx" ON "test_gates"("tree_id", "gate_digest", "environment_digest");

-- CreateIndex
CREATE INDEX "test_gates_run_id_state_idx" ON "test_gates"("run_id", "state");

-- CreateIndex
CREATE INDEX "test_gates_patch_id_idx" ON "test_gates"("patch_id");

-- CreateIndex
CREATE INDEX "test_gates_phase_id_idx" ON "test_gates"("phase_id");

-- CreateIndex
CREATE INDEX "test_gates_cached_from_idx" ON "test_gates"("cached_from");

-- CreateIndex
CREATE INDEX "test_executions_run_id_idx" ON "test_executions"("run_id");

-- CreateIndex
CREATE INDEX "patches_run_id_idx" ON "patches"("run_id");

-- CreateIndex
CREATE INDEX "patches_task_id_idx" ON "patches"("task_id");

-- CreateIndex
CREATE INDEX "patches_attempt_id_idx" ON "patches"("attempt_id");

-- CreateIndex
CREATE INDEX "patch_ledger_lane_state_id_idx" ON "patch_ledger"("lane", "state", "id");

-- CreateIndex
CREATE INDEX "patch_ledger_run_id_state_idx" ON "patch_ledger"("run_id", "state");

-- CreateIndex
CREATE INDEX "patch_ledger_task_id_idx" ON "patch_ledger"("task_id");

-- CreateIndex
CREATE INDEX "patch_ledger_replaces_idx" ON "patch_ledger"("replaces");

-- CreateIndex
CREATE INDEX "patch_ledger_rollback_of_idx" ON "patch_ledger"("rollback_of");

-- CreateIndex
CREATE UNIQUE INDEX "phases_run_id_key_key" ON "phases"("run_id", "key");

-- CreateIndex
CREATE INDEX "routing_decisions_run_id_idx" ON "routing_decisions"("run_id");

-- CreateIndex
CREATE INDEX "routing_decisions_task_id_idx" ON "routing_decisions"("task_id");

-- CreateIndex
CREATE INDEX "routing_decisions_attempt_id_idx" ON "routing_decisions"("attempt_id");

-- CreateIndex
CREATE INDEX "runs_state_id_idx" ON "runs"("state", "id" DESC);

-- CreateIndex
CREATE INDEX "runs_repository_id_idx" ON "runs"("repository", "id" DESC);

-- CreateIndex
CREATE INDEX "runs_template_name_id_idx" ON "runs"("template_name", "id" DESC);

-- CreateIndex
CREATE INDEX "runs_lane_idx" ON "runs"("lane");

-- CreateIndex
CREATE INDEX "runs_retry_of_idx" ON "runs"("retry_of");

-- CreateIndex
CREATE INDEX "tasks_run_id_state_idx" ON "tasks"("run_id", "state");

-- CreateIndex
CREATE INDEX "tasks_workstream_id_idx" ON "tasks"("workstream_id");

-- CreateIndex
CREATE INDEX "tasks_phase_id_idx" ON "tasks"("phase_id");

-- CreateIndex
CREATE INDEX "tasks_carried_from_idx" ON "tasks"("carried_from");

-- CreateIndex
CREATE UNIQUE INDEX "tasks_run_id_key_key" ON "tasks"("run_id", "key");

-- CreateIndex
CREATE INDEX "workers_state_heartbeat_at_idx" ON "workers"("state", "heartbeat_at");

-- CreateIndex
CREATE INDEX "workers_current_task_id_idx" ON "workers"("current_task_id");

-- CreateIndex
CREATE INDEX "workstreams_phase_id_idx" ON "workstreams"("phase_id");

-- CreateIndex
CREATE UNIQUE INDEX "workstreams_run_id_key_key" ON "workstreams"("run_id", "key");

-- AddForeignKey
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_worker_id_fkey" FOREIGN KEY ("worker_id") REFERENCES "workers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "costs" ADD CONSTRAINT "costs_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "costs" ADD CONSTRAINT "costs_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "costs" ADD CONSTRAINT "costs_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dependencies" ADD CONSTRAINT "dependencies_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "errors" ADD CONSTRAINT "errors_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "errors" ADD CONSTRAINT "errors_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_gates" ADD CONSTRAINT "test_gates_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_gates" ADD CONSTRAINT "test_gates_patch_id_fkey" FOREIGN KEY ("patch_id") REFERENCES "patch_ledger"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_gates" ADD CONSTRAINT "test_gates_phase_id_fkey" FOREIGN KEY ("phase_id") REFERENCES "phases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_gates" ADD CONSTRAINT "test_gates_cached_from_fkey" FOREIGN KEY ("cached_from") REFERENCES "test_gates"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_executions" ADD CONSTRAINT "test_executions_id_fkey" FOREIGN KEY ("id") REFERENCES "test_gates"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_executions" ADD CONSTRAINT "test_executions_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patches" ADD CONSTRAINT "patches_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patches" ADD CONSTRAINT "patches_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patches" ADD CONSTRAINT "patches_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patch_ledger" ADD CONSTRAINT "patch_ledger_id_fkey" FOREIGN KEY ("id") REFERENCES "patches"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patch_ledger" ADD CONSTRAINT "patch_ledger_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patch_ledger" ADD CONSTRAINT "patch_ledger_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patch_ledger" ADD CONSTRAINT "patch_ledger_replaces_fkey" FOREIGN KEY ("replaces") REFERENCES "patch_ledger"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patch_ledger" ADD CONSTRAINT "patch_ledger_rollback_of_fkey" FOREIGN KEY ("rollback_of") REFERENCES "patch_ledger"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phases" ADD CONSTRAINT "phases_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "routing_decisions" ADD CONSTRAINT "routing_decisions_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "routing_decisions" ADD CONSTRAINT "routing_decisions_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "routing_decisions" ADD CONSTRAINT "routing_decisions_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_retry_of_fkey" FOREIGN KEY ("retry_of") REFERENCES "runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_phase_id_fkey" FOREIGN KEY ("phase_id") REFERENCES "phases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_workstream_id_fkey" FOREIGN KEY ("workstream_id") REFERENCES "workstreams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_carried_from_fkey" FOREIGN KEY ("carried_from") REFERENCES "tasks"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workers" ADD CONSTRAINT "workers_current_task_id_fkey" FOREIGN KEY ("current_task_id") REFERENCES "tasks"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workstreams" ADD CONSTRAINT "workstreams_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workstreams" ADD CONSTRAINT "workstreams_phase_id_fkey" FOREIGN KEY ("phase_id") REFERENCES "phases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the machine tables of @uet/core require: scripts/state-checks.ts
create or replace function require_rows(changed bigint, wanted bigint, what text) returns boolean
language plpgsql as $$
begin
  if changed <> wanted then
    raise exception '% of % rows of % were changed by someone else in between', wanted - changed, wanted, what
      using errcode = 'UE001';
  end if;
  return true;
end
$$;
create or replace function require_jobs(taken bigint, wanted bigint) returns boolean
language plpgsql as $$
begin
  if taken <> wanted then
    raise exception 'the queue took % of % jobs', taken, wanted using errcode = 'UE002';
  end if;
  return true;
end
$$;
alter table "runs" add constraint "runs_state" check (state in ('pending', 'initializing', 'running', 'paused', 'validating', 'succeeded', 'failed', 'quarantined', 'canceled'));
alter table "runs" add constraint "runs_requires_started_at" check (state not in ('running', 'paused', 'validating') or "started_at" is not null);
alter table "runs" add constraint "runs_requires_reason" check (state not in ('failed', 'quarantined', 'canceled') or "reason" is not null);
alter table "runs" add constraint "runs_ended" check ((state in ('succeeded', 'failed', 'quarantined', 'canceled')) = (ended_at is not null));
alter table "phases" add constraint "phases_state" check (state in ('planned', 'active', 'blocked', 'done', 'abandoned'));
alter table "phases" add constraint "phases_requires_started_at" check (state not in ('active') or "started_at" is not null);
alter table "phases" add constraint "phases_requires_reason" check (state not in ('blocked', 'abandoned') or "reason" is not null);
alter table "phases" add constraint "phases_ended" check ((state in ('done', 'abandoned')) = (ended_at is not null));
alter table "workstreams" add constraint "workstreams_state" check (state in ('planned', 'ready', 'blocked', 'executing', 'validating', 'completed', 'failed', 'skipped', 'canceled'));
alter table "workstreams" add constraint "workstreams_requires_reason" check (state not in ('blocked', 'failed', 'skipped', 'canceled') or "reason" is not null);
alter table "workstreams" add constraint "workstreams_requires_started_at" check (state not in ('executing', 'validating') or "started_at" is not null);
alter table "workstreams" add constraint "workstreams_ended" check ((state in ('completed', 'failed', 'skipped', 'canceled')) = (ended_at is not null));
alter table "tasks" add constraint "tasks_state" check (state in ('pending', 'blocked', 'queued', 'running', 'validating', 'retrying', 'completed', 'failed', 'canceled'));
alter table "tasks" add constraint "tasks_requires_reason" check (state not in ('blocked', 'retrying', 'failed', 'canceled') or "reason" is not null);
alter table "tasks" add constraint "tasks_requires_queued_at" check (state not in ('queued') or "queued_at" is not null);
alter table "tasks" add constraint "tasks_requires_started_at" check (state not in ('running', 'validating') or "started_at" is not null);
alter table "tasks" add constraint "tasks_requires_lease_attempt_id" check (state not in ('running') or "lease_attempt_id" is not null);
alter table "tasks" add constraint "tasks_requires_lease_worker_id" check (state not in ('running') or "lease_worker_id" is not null);
alter table "tasks" add constraint "tasks_ended" check ((state in ('completed', 'failed', 'canceled')) = (ended_at is not null));
alter table "attempts" add constraint "attempts_state" check (state in ('running', 'succeeded', 'failed', 'canceled'));
alter table "attempts" add constraint "attempts_requires_failure_kind" check (state not in ('failed') or "failure_kind" is not null);
alter table "attempts" add constraint "attempts_requires_reason" check (state not in ('failed', 'canceled') or "reason" is not null);
alter table "attempts" add constraint "attempts_ended" check ((state in ('succeeded', 'failed', 'canceled')) = (ended_at is not null));
alter table "workers" add constraint "workers_state" check (state in ('idle', 'busy', 'paused', 'stopped', 'crashed'));
alter table "workers" add constraint "workers_requires_current_task_id" check (state not in ('busy') or "current_task_id" is not null);
alter table "workers" add constraint "workers_requires_reason" check (state not in ('crashed') or "reason" is not null);
alter table "workers" add constraint "workers_ended" check ((state in ('stopped', 'crashed')) = (ended_at is not null));
alter table "patch_ledger" add constraint "patch_ledger_state" check (state in ('created', 'validated', 'queued', 'applied', 'verified', 'committed', 'apply_failed', 'quarantined', 'rolled_back', 'dropped'));
alter table "patch_ledger" add constraint "patch_ledger_requires_validation" check (state not in ('validated', 'queued') or "validation" is not null);
alter table "patch_ledger" add constraint "patch_ledger_requires_queued_at" check (state not in ('queued') or "queued_at" is not null);
alter table "patch_ledger" add constraint "patch_ledger_requires_candidate_commit" check (state not in ('applied', 'verified') or "candidate_commit" is not null);
alter table "patch_ledger" add constraint "patch_ledger_requires_candidate_tree" check (state not in ('applied', 'verified') or "candidate_tree" is not null);
alter table "patch_ledger" add constraint "patch_ledger_requires_commit_id" check (state not in ('committed') or "commit_id" is not null);
alter table "patch_ledger" add constraint "patch_ledger_requires_tree_id" check (state not in ('committed') or "tree_id" is not null);
alter table "patch_ledger" add constraint "patch_ledger_requires_committed_at" check (state not in ('committed') or "committed_at" is not null);
alter table "patch_ledger" add constraint "patch_ledger_requires_apply_error" check (state not in ('apply_failed') or "apply_error" is not null);
alter table "patch_ledger" add constraint "patch_ledger_requires_reason" check (state not in ('quarantined', 'rolled_back', 'dropped') or "reason" is not null);
alter table "patch_ledger" add constraint "patch_ledger_ended" check ((state in ('rolled_back', 'dropped')) = (ended_at is not null));
alter table "test_gates" add constraint "test_gates_state" check (state in ('pending', 'running', 'passed', 'failed', 'error', 'skipped'));
alter table "test_gates" add constraint "test_gates_requires_started_at" check (state not in ('running') or "started_at" is not null);
alter table "test_gates" add constraint "test_gates_requires_reason" check (state not in ('failed', 'error', 'skipped') or "reason" is not null);
alter table "test_gates" add constraint "test_gates_ended" check ((state in ('passed', 'failed', 'error', 'skipped')) = (ended_at is not null));
alter table "circuit_breakers" add constraint "circuit_breakers_state" check (state in ('closed', 'open', 'half_open'));
alter table "circuit_breakers" add constraint "circuit_breakers_requires_opened_at" check (state not in ('open') or "opened_at" is not null);
alter table "circuit_breakers" add constraint "circuit_breakers_requires_open_until" check (state not in ('open') or "open_until" is not null);

-- Values that are not states.
alter table "attempts" add constraint "attempts_failure_kind" check (failure_kind in ('exit_code', 'wall_timeout', 'idle_timeout', 'spawn_error', 'worker_lost', 'policy', 'gate', 'budget'));
alter table "budgets" add constraint "budgets_amounts" check (reserved_usd >= 0 and spent_usd >= 0 and max_cost_usd >= 0);
