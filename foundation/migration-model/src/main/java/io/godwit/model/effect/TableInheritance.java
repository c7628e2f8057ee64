package io.godwit.model.effect;

import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Lineage;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.TableChange;
import io.godwit.model.statement.TableShape;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a table takes over from its parents and hands to its children, and how it comes to have them; a partition is a
/// child of its table.
final class TableInheritance {
    private static final Pattern PARTITION_BY = Pattern.compile("(?s)\\s*(\\w+)\\s*(\\(.*\\))\\s*");

    private final CatalogDraft draft;
    private final ObjectName name;

    TableInheritance(CatalogDraft draft, ObjectName name) {
        this.draft = draft;
        this.name = name;
    }

    static Lineage lineage(TableShape shape, List<ObjectName> parents) {
        return new Lineage(shape.partitionBy().map(TableInheritance::printed), parents);
    }

    /// As `pg_get_partkeydef` prints it: `RANGE (id)`.
    private static String printed(String partitionBy) {
        Matcher parts = PARTITION_BY.matcher(partitionBy);
        return parts.matches() ? parts.group(1).toUpperCase(Locale.ROOT) + " " + parts.group(2) : partitionBy;
    }

    /// Columns and checks.
    void takeOver(ObjectName parent) {
        draft.table(parent)
                .ifPresent(table -> takeOver(
                        table.columns(),
                        table.constraints().stream()
                                .filter(Constraint.Check.class::isInstance)
                                .toList()));
    }

    private void takeOver(List<Column> columns, List<Constraint> constraints) {
        for (Column column : columns) {
            draft.change(name, table -> table.column(column.name()).isPresent() ? table : Columns.added(table, column));
        }
        for (Constraint constraint : constraints) {
            draft.change(
                    name,
                    table -> table.constraint(constraint.name()).isPresent() ? table : Keys.with(table, constraint));
        }
    }

    /// What PostgreSQL does to partitions and children as well. Keys are left out: each has its own, under its own
    /// name.
    static boolean reachesChildren(TableChange change) {
        return switch (change) {
            case TableChange.AddColumn _,
                    TableChange.DropColumn _,
                    TableChange.SetNotNull _,
                    TableChange.DropNotNull _,
                    TableChange.SetDefault _,
                    TableChange.DropDefault _,
                    TableChange.ChangeType _,
                    TableChange.RenameColumn _ -> true;
            case TableChange.AddConstraint(ConstraintDefinition constraint) ->
                constraint instanceof ConstraintDefinition.Check;
            case TableChange _ -> false;
        };
    }

    /// Other parents from now on; other changes are not its business.
    void apply(TableChange change) {
        switch (change) {
            case TableChange.AttachPartition attach -> draft.descend(attach.partition(), _ -> List.of(name));
            case TableChange.DetachPartition detach -> draft.descend(detach.partition(), _ -> List.of());
            case TableChange.Inherit(ObjectName parent) ->
                draft.descend(
                        name,
                        parents -> Stream.concat(parents.stream(), Stream.of(parent))
                                .distinct()
                                .toList());
            case TableChange.NoInherit(ObjectName parent) ->
                draft.descend(
                        name,
                        parents -> parents.stream()
                                .filter(each -> !each.equals(parent))
                                .toList());
            case TableChange _ -> {}
        }
    }
}
