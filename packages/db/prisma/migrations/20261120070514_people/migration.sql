-- CreateTable
CREATE TABLE "approvals" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "task_id" TEXT NOT NULL,
    "patch_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT,
    "decided_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "approvals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patch_comments" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "task_id" TEXT NOT NULL,
    "patch_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "path" TEXT,
    "side" TEXT,
    "line" INTEGER,
    "body" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,
    "told_attempt_id" TEXT,

    CONSTRAINT "patch_comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "templates" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "template_version" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "status" TEXT NOT NULL,
    "path" TEXT,
    "sha256" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "saved_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "last_run_at" TIMESTAMPTZ(3),

    CONSTRAINT "templates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "query" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "approvals_state_id_idx" ON "approvals"("state", "id" DESC);

-- CreateIndex
CREATE INDEX "approvals_run_id_state_idx" ON "approvals"("run_id", "state");

-- CreateIndex
CREATE INDEX "approvals_task_id_idx" ON "approvals"("task_id");

-- CreateIndex
CREATE INDEX "approvals_patch_id_idx" ON "approvals"("patch_id");

-- CreateIndex
CREATE INDEX "patch_comments_run_id_idx" ON "patch_comments"("run_id");

-- CreateIndex
CREATE INDEX "patch_comments_task_id_resolved_at_idx" ON "patch_comments"("task_id", "resolved_at");

-- CreateIndex
CREATE INDEX "patch_comments_patch_id_idx" ON "patch_comments"("patch_id");

-- CreateIndex
CREATE INDEX "patch_comments_told_attempt_id_idx" ON "patch_comments"("told_attempt_id");

-- CreateIndex
CREATE UNIQUE INDEX "templates_name_key" ON "templates"("name");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_sha256_key" ON "api_tokens"("sha256");

-- CreateIndex
CREATE INDEX "idempotency_keys_run_id_idx" ON "idempotency_keys"("run_id");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "saved_views_name_key" ON "saved_views"("name");

-- CreateIndex
CREATE INDEX "attempts_tool_id_started_at_idx" ON "attempts"("tool_id", "started_at");

-- CreateIndex
CREATE INDEX "attempts_started_at_idx" ON "attempts"("started_at");

-- CreateIndex
CREATE INDEX "events_task_id_transaction_sequence_idx" ON "events"("task_id", "transaction", "sequence");

-- CreateIndex
CREATE INDEX "events_entity_type_transaction_sequence_idx" ON "events"("entity_type", "transaction", "sequence");

-- CreateIndex
CREATE INDEX "events_severity_transaction_sequence_idx" ON "events"("severity", "transaction", "sequence");

-- CreateIndex
CREATE INDEX "events_actor_transaction_sequence_idx" ON "events"("actor", "transaction", "sequence");

-- CreateIndex
CREATE INDEX "events_at_idx" ON "events" USING BRIN ("at");

-- CreateIndex
CREATE INDEX "patch_ledger_state_id_idx" ON "patch_ledger"("state", "id" DESC);

-- CreateIndex
CREATE INDEX "patch_ledger_committed_at_idx" ON "patch_ledger"("committed_at");

-- CreateIndex
CREATE INDEX "runs_created_at_id_idx" ON "runs"("created_at", "id");

-- CreateIndex
CREATE INDEX "runs_ended_at_id_idx" ON "runs"("ended_at", "id");

-- CreateIndex
CREATE INDEX "runs_cost_usd_id_idx" ON "runs"("cost_usd", "id");

-- CreateIndex
CREATE INDEX "runs_tasks_total_id_idx" ON "runs"("tasks_total", "id");

-- CreateIndex
CREATE INDEX "runs_target_branch_id_idx" ON "runs"("target_branch", "id");

-- CreateIndex
CREATE INDEX "test_gates_run_id_name_idx" ON "test_gates"("run_id", "name");

-- CreateIndex
CREATE INDEX "test_gates_name_id_idx" ON "test_gates"("name", "id" DESC);

-- CreateIndex
CREATE INDEX "test_gates_state_id_idx" ON "test_gates"("state", "id" DESC);

-- AddForeignKey
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_patch_id_fkey" FOREIGN KEY ("patch_id") REFERENCES "patch_ledger"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patch_comments" ADD CONSTRAINT "patch_comments_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patch_comments" ADD CONSTRAINT "patch_comments_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patch_comments" ADD CONSTRAINT "patch_comments_patch_id_fkey" FOREIGN KEY ("patch_id") REFERENCES "patch_ledger"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patch_comments" ADD CONSTRAINT "patch_comments_told_attempt_id_fkey" FOREIGN KEY ("told_attempt_id") REFERENCES "attempts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the machine tables of @uet/core require: scripts/state-checks.ts
alter table "approvals" add constraint "approvals_state" check (state in ('pending', 'approved', 'rejected', 'withdrawn'));
alter table "approvals" add constraint "approvals_requires_decided_by" check (state not in ('approved', 'rejected') or "decided_by" is not null);
alter table "approvals" add constraint "approvals_requires_reason" check (state not in ('rejected', 'withdrawn') or "reason" is not null);
alter table "approvals" add constraint "approvals_ended" check ((state in ('approved', 'rejected', 'withdrawn')) = (ended_at is not null));
-- A breaker that a person opened stays open until a person resets it.
alter table "circuit_breakers" drop constraint "circuit_breakers_requires_open_until";

-- Nobody is asked twice for the same patch at once.
create unique index "approvals_pending" on "approvals" ("patch_id") where state = 'pending';

-- Values that are not states. A comment is on a line of a file, on a file, or on the whole patch.
alter table "api_tokens" add constraint "api_tokens_role" check (role in ('viewer', 'operator', 'admin'));
alter table "api_tokens" add constraint "api_tokens_kind" check (kind in ('service', 'browser', 'local'));
alter table "patch_comments" add constraint "patch_comments_place" check ((path is not null or line is null) and (line is null) = (side is null) and line > 0);

-- Runs by words anywhere in their texts. pg_trgm comes with PostgreSQL, but not every server lets it in: without it
-- a search looks at every run.
do $$
begin
  create extension if not exists pg_trgm;
  create index "runs_search" on "runs" using gin (
    (id || ' ' || template_name || ' ' || repository || ' ' || target_branch || ' ' || coalesce(reason, '')) gin_trgm_ops
  );
exception
  when feature_not_supported or undefined_file or undefined_object or insufficient_privilege then
    raise notice 'pg_trgm cannot be used here: a search looks at every run';
end
$$;
