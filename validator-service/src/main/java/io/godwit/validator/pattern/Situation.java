package io.godwit.validator.pattern;

import io.godwit.model.GrowingSet;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.postgres.statistics.DatabaseStatistics;
import io.godwit.validator.prediction.ColumnName;
import io.godwit.validator.prediction.NotNullProof;
import io.godwit.validator.prediction.Setting;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known of the database when a statement's turn comes: the catalog and statistics read before the plan, and
/// what the statements before it have changed.
///
/// @param setting    the same as the prediction sees it
/// @param newTables  tables the plan has created so far: nobody else uses them yet
/// @param newTypes   enum types the plan has created so far
/// @param newColumns columns the plan has added so far
/// @param filled     columns to which the plan has given a value in every row
/// @param notNull    columns that a validated check proves to hold no NULL
/// @param checks     expressions of the checks the plan has added without validating them, by name
public record Situation(
        Catalog catalog,
        DatabaseStatistics statistics,
        Setting setting,
        GrowingSet<ObjectName> newTables,
        GrowingSet<ObjectName> newTypes,
        GrowingSet<ColumnName> newColumns,
        GrowingSet<ColumnName> filled,
        GrowingSet<ColumnName> notNull,
        Map<String, String> checks) {
    public Situation {
        checks = Map.copyOf(checks);
    }

    public static Situation before(Catalog catalog, DatabaseStatistics statistics, Setting setting) {
        return new Situation(
                catalog,
                statistics,
                setting,
                GrowingSet.empty(),
                GrowingSet.empty(),
                GrowingSet.empty(),
                GrowingSet.empty(),
                GrowingSet.empty(),
                Map.of());
    }

    /// The same, with the tables as the statements before have left them.
    public Situation withCatalog(Catalog now) {
        return new Situation(now, statistics, setting, newTables, newTypes, newColumns, filled, notNull, checks);
    }

    /// The same, where the prediction has come to.
    public Situation at(Setting now) {
        return new Situation(catalog, statistics, now, newTables, newTypes, newColumns, filled, notNull, checks);
    }

    /// Whether the table exists and others may use it.
    public boolean isLive(ObjectName table) {
        return catalog.tables().containsKey(table) && !newTables.contains(table);
    }

    /// Whether the table holds rows, as far as is known; a new table does not.
    public boolean mayHoldRows(ObjectName table) {
        return isLive(table) && !statistics.table(table).map(s -> s.empty()).orElse(false);
    }

    public boolean isPartitioned(ObjectName table) {
        return statistics.table(table).map(s -> s.partitioned()).orElse(false)
                || catalog.table(table)
                        .flatMap(found -> found.lineage().partitionKey())
                        .isPresent();
    }

    public Optional<Column> column(ObjectName table, String column) {
        return catalog.table(table).flatMap(found -> found.column(column));
    }

    /// The table an index belongs to.
    public Optional<Table> tableOfIndex(ObjectName index) {
        return catalog.tables().values().stream()
                .filter(table -> table.name().schema().equals(index.schema())
                        && (table.index(index.name()).isPresent()
                                || table.constraint(index.name()).isPresent()))
                .findFirst();
    }

    /// Whether PostgreSQL can tell without a scan that the column holds no NULL.
    public boolean provenNotNull(ObjectName table, String column) {
        return notNull.contains(new ColumnName(table, column)) || provenByCatalog(table, column);
    }

    /// Whether the catalog, as it was before the plan, says that the column holds no NULL.
    public boolean provenByCatalog(ObjectName table, String column) {
        boolean declared = column(table, column).map(c -> !c.nullable()).orElse(false);
        return declared
                || catalog.table(table).stream()
                        .flatMap(found -> found.constraints().stream())
                        .anyMatch(constraint -> constraint instanceof Constraint.Check check
                                && check.validated()
                                && NotNullProof.proves(check.expression(), column));
    }

    /// The situation after the statement has run.
    public Situation after(Statement statement) {
        return switch (statement) {
            case Statement.CreateTable create -> with(create.table(), newTables, true);
            case Statement.CreateEnum create -> with(create.type(), newTypes, false);
            case Statement.AlterTable alter -> {
                Situation after = this;
                for (TableChange change : alter.changes()) {
                    after = after.after(alter.table(), change);
                }
                yield after;
            }
            case Statement _ -> this;
        };
    }

    private Situation after(ObjectName table, TableChange change) {
        GrowingSet<ColumnName> columns = newColumns;
        GrowingSet<ColumnName> values = filled;
        GrowingSet<ColumnName> proven = notNull;
        Map<String, String> pending = checks;
        switch (change) {
            case TableChange.AddColumn add -> {
                ColumnName column = new ColumnName(table, add.column().name());
                columns = columns.and(column);
                if (add.column().hasValue()) {
                    values = values.and(column);
                }
            }
            case TableChange.SetNotNull set -> proven = proven.and(new ColumnName(table, set.column()));
            case TableChange.AddConstraint(ConstraintDefinition.Check check) -> {
                pending = new HashMap<>(checks);
                if (check.name().isPresent()) {
                    pending.put(check.name().get(), check.expression());
                }
                if (check.validated()) {
                    proven = proven.and(proven(table, check.expression()));
                }
            }
            case TableChange.ValidateConstraint validate ->
                proven = proven.and(proven(table, checks.getOrDefault(validate.name(), "")));
            case TableChange _ -> {}
        }
        return new Situation(catalog, statistics, setting, newTables, newTypes, columns, values, proven, pending);
    }

    /// The column that a check with this expression proves to hold no NULL, if there is one.
    private static List<ColumnName> proven(ObjectName table, String expression) {
        return NotNullProof.column(expression).stream()
                .map(column -> new ColumnName(table, column))
                .toList();
    }

    /// The situation after every row has got a value in these columns.
    public Situation afterFilling(ObjectName table, Collection<String> columns) {
        GrowingSet<ColumnName> values = filled.and(
                columns.stream().map(column -> new ColumnName(table, column)).toList());
        return new Situation(catalog, statistics, setting, newTables, newTypes, newColumns, values, notNull, checks);
    }

    private Situation with(ObjectName added, GrowingSet<ObjectName> existing, boolean table) {
        GrowingSet<ObjectName> more = existing.and(added);
        return new Situation(
                catalog,
                statistics,
                setting,
                table ? more : newTables,
                table ? newTypes : more,
                newColumns,
                filled,
                notNull,
                checks);
    }
}
