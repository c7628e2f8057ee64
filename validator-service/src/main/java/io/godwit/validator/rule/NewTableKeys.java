package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.model.statement.TableLike;
import java.util.List;
import java.util.stream.Stream;

/// Foreign keys of a new table whose columns no index begins with, though the script or plan that makes the table goes
/// on after it. The table is empty, so nothing hurts yet: said for information, under the code of
/// [ForeignKeyWithoutIndex].
public final class NewTableKeys {
    private NewTableKeys() {}

    /// @param index of the statement in the script
    public static List<StatementFinding> at(int index, List<ParsedStatement> script) {
        if (!(script.get(index).statement() instanceof Statement.CreateTable create)
                || create.shape().temporary()
                || create.shape().partitionOf().isPresent()
                || create.shape().like().stream().anyMatch(like -> like.includes(TableLike.Part.INDEXES))) {
            return List.of();
        }
        List<List<String>> keys = Stream.concat(
                        constraints(create).map(NewTableKeys::indexed),
                        script.subList(index + 1, script.size()).stream()
                                .flatMap(later -> indexed(create.table(), later.statement())))
                .toList();
        return constraints(create)
                .filter(ConstraintDefinition.ForeignKey.class::isInstance)
                .map(ConstraintDefinition.ForeignKey.class::cast)
                .filter(key -> keys.stream().noneMatch(made -> beginsWith(made, key.columns())))
                .map(key -> finding(create.table(), key))
                .toList();
    }

    private static StatementFinding finding(ObjectName table, ConstraintDefinition.ForeignKey key) {
        return new StatementFinding(
                new ForeignKeyWithoutIndex().code(),
                Severity.INFO,
                Blocking.NONE,
                "no index of the new table " + table + " begins with " + String.join(", ", key.columns()),
                "each DELETE and key UPDATE of " + key.referencedTable() + " reads " + table
                        + " whole, once it has rows",
                "create the index with the table, while it is empty",
                List.of(new Evidence(Provenance.CATALOG, "neither the table nor what follows makes one")));
    }

    private static boolean beginsWith(List<String> index, List<String> columns) {
        return index.size() >= columns.size()
                && index.subList(0, columns.size()).containsAll(columns);
    }

    private static Stream<ConstraintDefinition> constraints(Statement.CreateTable create) {
        return Stream.concat(
                create.columns().stream().flatMap(column -> column.constraints().stream()),
                create.constraints().stream());
    }

    private static Stream<List<String>> indexed(ObjectName table, Statement statement) {
        return switch (statement) {
            case Statement.CreateIndex create
            when create.table().equals(table) && create.predicate().isEmpty() -> Stream.of(create.keys());
            case Statement.AlterTable alter
            when alter.table().equals(table) ->
                alter.changes().stream()
                        .filter(TableChange.AddConstraint.class::isInstance)
                        .map(change -> indexed(((TableChange.AddConstraint) change).constraint()));
            case Statement _ -> Stream.empty();
        };
    }

    private static List<String> indexed(ConstraintDefinition constraint) {
        return switch (constraint) {
            case ConstraintDefinition.PrimaryKey key -> key.columns();
            case ConstraintDefinition.Unique unique -> unique.columns();
            case ConstraintDefinition _ -> List.of();
        };
    }
}
