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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Foreign keys of a new table whose columns no index begins with, though the script or plan that makes the table goes
/// on after it. The table is empty, so nothing hurts yet: said for information, under the code of
/// [ForeignKeyWithoutIndex].
public final class NewTableKeys {
    private NewTableKeys() {}

    /// @return by the position in the script of the statement that makes the table
    public static Map<Integer, List<StatementFinding>> in(List<ParsedStatement> script) {
        Map<ObjectName, List<List<String>>> later = new HashMap<>();
        Map<Integer, List<StatementFinding>> found = new HashMap<>();
        for (int i = script.size() - 1; i >= 0; i--) {
            switch (script.get(i).statement()) {
                case Statement.CreateTable create
                when isPlain(create) -> {
                    List<StatementFinding> findings = of(create, later.getOrDefault(create.table(), List.of()));
                    if (!findings.isEmpty()) {
                        found.put(i, findings);
                    }
                }
                case Statement.CreateIndex create
                when create.predicate().isEmpty() ->
                    later.computeIfAbsent(create.table(), _ -> new ArrayList<>())
                            .add(create.keys());
                case Statement.AlterTable alter ->
                    alter.changes().stream()
                            .filter(TableChange.AddConstraint.class::isInstance)
                            .map(change -> indexed(((TableChange.AddConstraint) change).constraint()))
                            .forEach(keys -> later.computeIfAbsent(alter.table(), _ -> new ArrayList<>())
                                    .add(keys));
                case Statement _ -> {}
            }
        }
        return found;
    }

    private static boolean isPlain(Statement.CreateTable create) {
        return !create.shape().temporary()
                && create.shape().partitionOf().isEmpty()
                && create.shape().like().stream().noneMatch(like -> like.includes(TableLike.Part.INDEXES));
    }

    private static List<StatementFinding> of(Statement.CreateTable create, List<List<String>> later) {
        List<List<String>> keys = Stream.concat(constraints(create).map(NewTableKeys::indexed), later.stream())
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

    private static List<String> indexed(ConstraintDefinition constraint) {
        return switch (constraint) {
            case ConstraintDefinition.PrimaryKey key -> key.columns();
            case ConstraintDefinition.Unique unique -> unique.columns();
            case ConstraintDefinition _ -> List.of();
        };
    }
}
