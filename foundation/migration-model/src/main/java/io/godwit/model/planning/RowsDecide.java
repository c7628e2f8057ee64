package io.godwit.model.planning;

import io.godwit.model.catalog.ObjectName;
import java.util.Optional;

/// That rows nobody has looked into decide about a step: a script for such a database goes on without it, with a
/// warning, where they stand against it.
///
/// @param guard  what a script looks for before the step; empty where PostgreSQL itself refuses the step
/// @param reason why it is left out then, for people: `rows do not allow it`
public record RowsDecide(Optional<Guard> guard, String reason) {

    /// What stands against a step.
    ///
    /// @param table nobody may write to it between the look and the step
    /// @param query of one boolean: true where the step would lose something
    public record Guard(ObjectName table, String query) {}

    /// PostgreSQL refuses the step where rows break what it demands.
    public static RowsDecide byRefusal() {
        return new RowsDecide(Optional.empty(), "rows do not allow it");
    }
}
