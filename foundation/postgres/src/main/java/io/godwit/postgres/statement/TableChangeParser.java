package io.godwit.postgres.statement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.TableChange;
import io.godwit.model.statement.TableChange.DetachPartition.Manner;
import java.util.Optional;
import java.util.Set;

/// Reads one change of an ALTER TABLE.
final class TableChangeParser {
    private TableChangeParser() {}

    static TableChange parse(Cursor cursor) {
        if (cursor.takes("add")) {
            return add(cursor);
        }
        if (cursor.takes("drop")) {
            return drop(cursor);
        }
        if (cursor.takes("alter", "constraint")) {
            return alterConstraint(cursor);
        }
        if (cursor.takes("alter")) {
            cursor.takes("column");
            return AlterColumnParser.parse(cursor);
        }
        if (cursor.takes("validate", "constraint")) {
            return new TableChange.ValidateConstraint(cursor.name());
        }
        if (cursor.takes("rename")) {
            return rename(cursor);
        }
        if (cursor.takes("attach", "partition")) {
            return new TableChange.AttachPartition(cursor.objectName(), TableParser.bound(cursor));
        }
        if (cursor.takes("detach", "partition")) {
            ObjectName partition = cursor.objectName();
            Manner manner = cursor.takes("concurrently")
                    ? Manner.CONCURRENTLY
                    : cursor.takes("finalize") ? Manner.FINALIZE : Manner.AT_ONCE;
            return new TableChange.DetachPartition(partition, manner);
        }
        if (cursor.takes("inherit")) {
            return new TableChange.Inherit(cursor.objectName());
        }
        if (cursor.takes("no", "inherit")) {
            return new TableChange.NoInherit(cursor.objectName());
        }
        return state(cursor);
    }

    private static TableChange state(Cursor cursor) {
        if (cursor.takes("set", "schema")) {
            return new TableChange.SetSchema(cursor.name());
        }
        if (cursor.takes("set", "logged")) {
            return new TableChange.SetLogged(true);
        }
        if (cursor.takes("set", "unlogged")) {
            return new TableChange.SetLogged(false);
        }
        if (cursor.takes("set", "tablespace")) {
            String tablespace = cursor.name();
            cursor.takes("nowait");
            return new TableChange.SetTablespace(tablespace);
        }
        if (cursor.takes("set", "access", "method")) {
            return new TableChange.SetAccessMethod(cursor.name());
        }
        if (cursor.sees("set", "(") || cursor.sees("reset", "(")) {
            return new TableChange.SetOptions(cursor.textUntil(Set.of()));
        }
        if (cursor.takes("cluster", "on")) {
            return new TableChange.ClusterOn(Optional.of(cursor.name()));
        }
        if (cursor.takes("set", "without", "cluster")) {
            return new TableChange.ClusterOn(Optional.empty());
        }
        if (cursor.takes("set", "without", "oids")) {
            return new TableChange.SetOptions("SET WITHOUT OIDS");
        }
        if (cursor.takes("replica", "identity")) {
            Optional<String> index = cursor.takes("using", "index") ? Optional.of(cursor.name()) : Optional.empty();
            return new TableChange.ReplicaIdentity(
                    index.isPresent() ? "USING INDEX" : cursor.textUntil(Set.of()), index);
        }
        if (cursor.takes("owner", "to")) {
            return new TableChange.SetOwner(cursor.textUntil(Set.of()));
        }
        return switchedOnOrOff(cursor);
    }

    private static TableChange switchedOnOrOff(Cursor cursor) {
        String text = cursor.textUntil(Set.of());
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        if (lower.endsWith("row level security")) {
            return new TableChange.RowSecurity(text);
        }
        if (lower.matches("(?s)(enable|disable)\\s+(replica\\s+|always\\s+)?(trigger|rule)\\s.*")) {
            return new TableChange.TriggerState(lower.startsWith("enable"), text);
        }
        return new TableChange.Other(text);
    }

    private static TableChange add(Cursor cursor) {
        if (ConstraintParser.startsHere(cursor)) {
            return new TableChange.AddConstraint(ConstraintParser.parse(cursor));
        }
        cursor.takes("column");
        boolean missingOnly = cursor.takes("if", "not", "exists");
        return new TableChange.AddColumn(ColumnParser.parse(cursor, missingOnly));
    }

    private static TableChange drop(Cursor cursor) {
        boolean constraint = cursor.takes("constraint");
        if (!constraint) {
            cursor.takes("column");
        }
        boolean missingAllowed = cursor.takes("if", "exists");
        String name = cursor.name();
        boolean cascade = TableParser.cascade(cursor);
        return constraint
                ? new TableChange.DropConstraint(name, cascade, missingAllowed)
                : new TableChange.DropColumn(name, cascade, missingAllowed);
    }

    private static TableChange alterConstraint(Cursor cursor) {
        String name = cursor.name();
        Optional<Boolean> enforced = cursor.sees("not", "enforced")
                ? Optional.of(false)
                : cursor.sees("enforced") ? Optional.of(true) : Optional.empty();
        return new TableChange.AlterConstraint(name, enforced, cursor.textUntil(Set.of()));
    }

    private static TableChange rename(Cursor cursor) {
        if (cursor.takes("to")) {
            return new TableChange.RenameTable(cursor.name());
        }
        Optional<String> constraint = cursor.takes("constraint") ? Optional.of(cursor.name()) : Optional.empty();
        cursor.takes("column");
        String name = constraint.isPresent() ? constraint.get() : cursor.name();
        cursor.expect("to");
        String newName = cursor.name();
        return constraint.isPresent()
                ? new TableChange.RenameConstraint(name, newName)
                : new TableChange.RenameColumn(name, newName);
    }
}
