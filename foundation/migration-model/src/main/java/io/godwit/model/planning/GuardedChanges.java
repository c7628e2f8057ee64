package io.godwit.model.planning;

import io.godwit.model.change.SchemaChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Changes to be planned, some of which are only made where rows nobody has looked into do not stand against them.
///
/// @param guards of removals among the changes
public record GuardedChanges(List<SchemaChange> changes, Map<SchemaChange, RowsDecide> guards) {
    public GuardedChanges {
        changes = List.copyOf(changes);
        guards = Map.copyOf(guards);
    }

    /// Changes that are made whatever rows there are.
    public static GuardedChanges unguarded(List<SchemaChange> changes) {
        return new GuardedChanges(changes, Map.of());
    }

    /// These and others, which are made whatever rows there are.
    ///
    /// @param first go before these
    /// @param last  go after them
    public GuardedChanges between(List<? extends SchemaChange> first, List<? extends SchemaChange> last) {
        List<SchemaChange> all = new ArrayList<>(first);
        all.addAll(changes);
        all.addAll(last);
        return new GuardedChanges(all, guards);
    }
}
