ALTER TABLE godwit.migration
    ADD COLUMN hurried_by text NOT NULL DEFAULT '',
    ADD COLUMN speed_percent int NOT NULL DEFAULT 100;

ALTER TABLE godwit.step
    ADD COLUMN blocked_clients int NOT NULL DEFAULT 0,
    ADD COLUMN rollback_started_at timestamptz;

-- A wait until the old is unused: since when nobody was seen to use it, and who was seen last.
CREATE TABLE godwit.quiet (
    migration_id uuid NOT NULL,
    position int NOT NULL,
    began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    quiet_since timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_use text NOT NULL DEFAULT '',
    PRIMARY KEY (migration_id, position),
    FOREIGN KEY (migration_id, position) REFERENCES godwit.step ON DELETE CASCADE);

-- What the server's counters of uses were at the latest look.
CREATE TABLE godwit.quiet_counter (
    migration_id uuid NOT NULL,
    position int NOT NULL,
    counter text NOT NULL,
    uses bigint NOT NULL,
    PRIMARY KEY (migration_id, position, counter),
    FOREIGN KEY (migration_id, position) REFERENCES godwit.quiet ON DELETE CASCADE);
