package io.godwit.model.diff;

import io.godwit.model.change.SchemaChange;
import java.util.List;

/// What is left to do in a database of what the models want.
///
/// @param changes with the names and definitions the database really has
/// @param notes   where the database and the models disagree, one sentence each
public record Reconciled(List<SchemaChange> changes, List<String> notes) {
    public Reconciled {
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }
}
