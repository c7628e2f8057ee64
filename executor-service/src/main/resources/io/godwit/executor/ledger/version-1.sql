CREATE TABLE godwit.migration (
    id uuid PRIMARY KEY,
    arrival bigint GENERATED ALWAYS AS IDENTITY,
    repository text NOT NULL,
    base_revision text NOT NULL,
    head_revision text NOT NULL,
    subject text NOT NULL,
    author text NOT NULL,
    plan text NOT NULL,
    plan_schema text NOT NULL,
    plan_hash text NOT NULL,
    catalog_hash text NOT NULL,
    status text NOT NULL,
    tested_at timestamptz NOT NULL,
    started boolean NOT NULL,
    promoted boolean NOT NULL,
    rolled_back_automatically boolean NOT NULL,
    authorized_by text NOT NULL,
    reason text NOT NULL,
    submitted_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    changed_at timestamptz NOT NULL DEFAULT now());

CREATE TABLE godwit.step (
    migration_id uuid NOT NULL REFERENCES godwit.migration,
    position int NOT NULL,
    step_id text NOT NULL,
    phase text NOT NULL,
    title text NOT NULL,
    commits_with_record boolean NOT NULL,
    state text NOT NULL DEFAULT 'PENDING',
    attempts int NOT NULL DEFAULT 0,
    statements_done int NOT NULL DEFAULT 0,
    started_at timestamptz,
    finished_at timestamptz,
    lock_wait_micros bigint NOT NULL DEFAULT 0,
    rows_changed bigint NOT NULL DEFAULT 0,
    found_done boolean NOT NULL DEFAULT false,
    error text NOT NULL DEFAULT '',
    rollback_grade text NOT NULL,
    rollback_statements text[] NOT NULL,
    rollback_transaction text NOT NULL,
    rollback_note text NOT NULL,
    rollback_attempts int NOT NULL DEFAULT 0,
    rollback_statements_done int NOT NULL DEFAULT 0,
    rollback_lock_wait_micros bigint NOT NULL DEFAULT 0,
    rolled_back_at timestamptz,
    rollback_error text NOT NULL DEFAULT '',
    PRIMARY KEY (migration_id, position),
    UNIQUE (migration_id, step_id));

CREATE TABLE godwit.backfill (
    migration_id uuid NOT NULL,
    position int NOT NULL,
    pass int NOT NULL,
    cursor text[] NOT NULL,
    batch_rows int NOT NULL,
    rows_walked bigint NOT NULL,
    rows_changed bigint NOT NULL,
    batches bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (migration_id, position),
    FOREIGN KEY (migration_id, position) REFERENCES godwit.step);

CREATE TABLE godwit.command (
    id uuid PRIMARY KEY,
    migration_id uuid NOT NULL,
    kind text NOT NULL,
    issued_by text NOT NULL,
    reason text NOT NULL,
    issued_at timestamptz NOT NULL,
    outcome text NOT NULL,
    event text NOT NULL,
    event_schema text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now());

CREATE TABLE godwit.history (
    entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    migration_id uuid NOT NULL,
    event text NOT NULL,
    message text NOT NULL,
    status text NOT NULL,
    at timestamptz NOT NULL DEFAULT now());

CREATE TABLE godwit.outbox (
    entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    event text NOT NULL,
    event_schema text NOT NULL,
    published boolean NOT NULL DEFAULT false,
    at timestamptz NOT NULL DEFAULT now());

CREATE INDEX outbox_unpublished ON godwit.outbox (entry) WHERE NOT published;

CREATE TABLE godwit.fence (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    token bigint NOT NULL,
    holder text NOT NULL,
    taken_at timestamptz NOT NULL DEFAULT now());

INSERT INTO godwit.fence (token, holder) VALUES (0, '');
