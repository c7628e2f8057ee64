package io.godwit.model.planning;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ObjectOrder;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.effect.NamedObjects;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.statement.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes views, functions, triggers and the like again as the database defined them before a statement took them away,
/// with
/// their owners and privileges.
final class KeptDefinitions {
    private KeptDefinitions() {}

    /// The undo of a statement with what brings back the objects that go with it.
    ///
    /// @param own what undoes the statement itself
    static Rollback with(Rollback own, Statement statement, Catalog before) {
        List<SchemaObject> gone = NamedObjects.takenAway(statement, before);
        return gone.isEmpty() || own.reversibility() == Reversibility.IMPOSSIBLE ? own : around(own, statement, gone);
    }

    private static Rollback around(Rollback own, Statement statement, List<SchemaObject> gone) {
        Set<String> first = neededByTables(statement, gone);
        List<String> statements = new ArrayList<>();
        List<SchemaObject> inOrder = ObjectOrder.toMake(gone);
        inOrder.stream()
                .filter(object -> first.contains(object.key()))
                .forEach(object -> statements.addAll(object.remakes()));
        statements.addAll(own.statements());
        inOrder.stream()
                .filter(object -> !first.contains(object.key()))
                .forEach(object -> statements.addAll(object.remakes()));
        return new Rollback(own.reversibility(), statements, own.transaction(), own.note());
    }

    /// Sequences and what else the tables that come back are defined with.
    private static Set<String> neededByTables(Statement statement, List<SchemaObject> gone) {
        Set<String> tables = tables(statement).map(ObjectName::identity).collect(Collectors.toSet());
        List<SchemaObject> needed = gone.stream()
                .filter(object -> object.tables().stream().anyMatch(tables::contains))
                .toList();
        Set<String> keys = new HashSet<>(ObjectOrder.used(gone, needed));
        needed.forEach(object -> keys.add(object.key()));
        return keys;
    }

    private static Stream<ObjectName> tables(Statement statement) {
        return switch (statement) {
            case Statement.DropTable drop -> drop.tables().stream();
            case Statement.AlterTable alter -> Stream.of(alter.table());
            case Statement _ -> Stream.empty();
        };
    }

    /// The undo of a statement that writes an object anew.
    static Rollback asBefore(SchemaObject old, Catalog before) {
        if (!old.alters().isEmpty() && old.kind() != ObjectKind.VIEW) {
            return Rollback.lossless(old.alters().toArray(String[]::new));
        }
        Set<String> keys = ObjectOrder.dependents(before.objects().values(), List.of(old.key()));
        List<SchemaObject> all = before.objects().values().stream()
                .filter(object -> keys.contains(object.key()) || object.key().equals(old.key()))
                .toList();
        List<String> statements = new ArrayList<>();
        ObjectOrder.toRemove(all).stream()
                .filter(object -> !object.isLabel())
                .forEach(object -> statements.addAll(object.removes()));
        ObjectOrder.toMake(all).forEach(object -> statements.addAll(object.remakes()));
        return new Rollback(Reversibility.LOSSLESS, statements, TransactionMode.TOGETHER, "");
    }
}
