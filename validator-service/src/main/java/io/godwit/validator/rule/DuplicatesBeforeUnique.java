package io.godwit.validator.rule;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The data already holds what a new unique index or constraint forbids.
public final class DuplicatesBeforeUnique implements Rule {
    private static final int EXAMPLES = 3;

    private record UniqueKey(
            ObjectName table, List<String> keys, boolean nullsNotDistinct, Optional<String> predicate) {}

    @Override
    public String code() {
        return "GW009";
    }

    @Override
    public String title() {
        return "Duplicates before a unique index";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        return keys(statement)
                .filter(key -> statement.canAsk(
                        key.table(),
                        statement.columnsIn(
                                key.table(),
                                String.join(" ", key.keys()) + key.predicate().orElse(""))))
                .flatMap(key -> duplicates(statement, key));
    }

    private static Stream<UniqueKey> keys(CheckedStatement statement) {
        return switch (statement.statement()) {
            case Statement.CreateIndex create
            when create.unique() ->
                Stream.of(new UniqueKey(
                        create.table(),
                        create.keys().stream()
                                .map(key -> expression(statement, create.table(), key))
                                .toList(),
                        create.nullsNotDistinct(),
                        create.predicate()));
            case Statement.AlterTable alter ->
                statement
                        .changes(TableChange.AddConstraint.class)
                        .flatMap(add -> constraint(alter.table(), add.constraint()));
            case Statement _ -> Stream.empty();
        };
    }

    private static Stream<UniqueKey> constraint(ObjectName table, ConstraintDefinition constraint) {
        return switch (constraint) {
            case ConstraintDefinition.Unique unique
            when !unique.columns().isEmpty() ->
                Stream.of(new UniqueKey(table, quoted(unique.columns()), unique.nullsNotDistinct(), Optional.empty()));
            case ConstraintDefinition.PrimaryKey key
            when !key.columns().isEmpty() ->
                Stream.of(new UniqueKey(table, quoted(key.columns()), true, Optional.empty()));
            case ConstraintDefinition _ -> Stream.empty();
        };
    }

    private Stream<StatementFinding> duplicates(CheckedStatement statement, UniqueKey key) {
        String columns = String.join(", ", key.keys());
        String notNull = key.nullsNotDistinct()
                ? "true"
                : key.keys().stream().map(k -> k + " is not null").collect(Collectors.joining(" and "));
        // How many rows share a value, never the value: findings travel further than the data may.
        String query = "select count(*) || ' rows' from "
                + key.table().sql() + " where " + notNull
                + key.predicate().map(predicate -> " and (" + predicate + ")").orElse("") + " group by " + columns
                + " having count(*) > 1 order by count(*) desc";
        Optional<List<String>> examples = statement.setting().questions().texts(query, EXAMPLES);
        if (examples.isEmpty()) {
            return Stream.of(unknown(statement, key, columns));
        }
        return examples.get().isEmpty() ? Stream.empty() : Stream.of(found(statement, key, columns, examples.get()));
    }

    private StatementFinding found(CheckedStatement statement, UniqueKey key, String columns, List<String> examples) {
        return statement
                .finding(
                        code(),
                        Severity.DANGER,
                        key.table() + " holds rows with the same " + columns + ", which must become unique",
                        "PostgreSQL would refuse to build the index",
                        "clean the duplicates up first, then submit the change again",
                        key.table())
                .rejecting()
                .by(new Evidence(
                        Provenance.MEASURED,
                        "rows that share one value: " + String.join("; ", examples) + " (values are not shown)"));
    }

    private StatementFinding unknown(CheckedStatement statement, UniqueKey key, String columns) {
        return statement.finding(
                code(),
                Severity.WARNING,
                "whether " + columns + " of " + key.table() + " is unique already is not known",
                "not looked at: " + statement.whyUnknown() + "; the index build fails if there are duplicates",
                "count duplicates on a replica or a copy before you approve",
                key.table());
    }

    private static List<String> quoted(List<String> columns) {
        return columns.stream().map(SqlName::quoted).toList();
    }

    /// A plain column is quoted; an expression loses what only an index understands.
    private static String expression(CheckedStatement statement, ObjectName table, String key) {
        boolean column = statement
                .setting()
                .facts()
                .relation(table)
                .flatMap(found -> found.column(key))
                .isPresent();
        return column ? SqlName.quoted(key) : key.replaceFirst("(?i)\\s+(asc|desc)\\b.*$", "");
    }
}
