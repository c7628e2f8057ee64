package io.godwit.model.planning;

import io.godwit.model.plan.Phase;

/// The place of a step in its plan: what must be gone before what can be made. Within a rank steps keep the order of
/// the changes they serve.
enum Rank {
    CREATE_SCHEMA(Phase.EXPAND),
    /// Before anything that uses the enum or is renamed, so that its undo, which moves the columns to another type,
    /// finds them as they were.
    ADD_ENUM_VALUE(Phase.EXPAND),
    RENAME(Phase.EXPAND),
    CREATE_ENUM(Phase.EXPAND),
    CREATE_EARLY_OBJECT(Phase.EXPAND),
    DROP_OBJECT_IN_THE_WAY(Phase.EXPAND),
    DROP_FOREIGN_KEY(Phase.EXPAND),
    DROP_KEY(Phase.EXPAND),
    DROP_INDEX(Phase.EXPAND),
    RENAME_INDEX(Phase.EXPAND),
    DROP_COMPUTED_COLUMN(Phase.EXPAND),
    CREATE_TABLE(Phase.EXPAND),
    ADD_COLUMN(Phase.EXPAND),
    ALTER_COLUMN(Phase.EXPAND),
    ADD_COMPUTED_COLUMN(Phase.EXPAND),
    ADD_KEY(Phase.EXPAND),
    CREATE_INDEX(Phase.EXPAND),
    ADD_FOREIGN_KEY(Phase.EXPAND),
    CREATE_OBJECT(Phase.EXPAND),
    BACKFILL(Phase.MIGRATE),
    SET_NOT_NULL(Phase.CONTRACT),
    ADD_LATE_KEY(Phase.CONTRACT),
    CREATE_LATE_INDEX(Phase.CONTRACT),
    ADD_LATE_FOREIGN_KEY(Phase.CONTRACT),
    DROP_OBJECT(Phase.CONTRACT),
    DROP_OLD_FOREIGN_KEY(Phase.CONTRACT),
    DROP_OLD_KEY(Phase.CONTRACT),
    DROP_OLD_INDEX(Phase.CONTRACT),
    DROP_COLUMN(Phase.CONTRACT),
    DROP_TABLE(Phase.CONTRACT),
    DROP_OBJECT_ON_ENUM(Phase.CONTRACT),
    REPLACE_ENUM(Phase.CONTRACT),
    CREATE_OBJECT_ON_ENUM(Phase.CONTRACT),
    CREATE_LAST_OBJECT(Phase.CONTRACT),
    DROP_USED_OBJECT(Phase.CONTRACT),
    DROP_ENUM(Phase.CONTRACT);

    private final Phase phase;

    Rank(Phase phase) {
        this.phase = phase;
    }

    Phase phase() {
        return phase;
    }
}
