package io.godwit.validator.rule;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rows reference rows that do not exist, which a new foreign key forbids.
public final class OrphansBeforeForeignKey implements Rule {
    private static final int MOST = 1000;

    @Override
    public String code() {
        return "GW016";
    }

    @Override
    public String title() {
        return "References to rows that do not exist";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (!(statement.statement() instanceof Statement.AlterTable alter)) {
            return Stream.empty();
        }
        return statement
                .changes(TableChange.AddConstraint.class)
                .map(TableChange.AddConstraint::constraint)
                .filter(ConstraintDefinition.ForeignKey.class::isInstance)
                .map(ConstraintDefinition.ForeignKey.class::cast)
                .filter(key -> key.enforced()
                        && statement.canAsk(alter.table(), key.columns())
                        && !statement.setting().changed().mayDiffer(key.referencedTable(), key.referencedColumns()))
                .flatMap(key -> orphans(statement, alter.table(), key));
    }

    private Stream<StatementFinding> orphans(
            CheckedStatement statement, ObjectName table, ConstraintDefinition.ForeignKey key) {
        List<String> referenced = referencedColumns(statement, key);
        if (referenced.size() != key.columns().size()) {
            return Stream.empty();
        }
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < referenced.size(); i++) {
            pairs.add("r." + SqlName.quoted(referenced.get(i)) + " = f."
                    + SqlName.quoted(key.columns().get(i)));
        }
        String notNull = key.columns().stream()
                .map(column -> "f." + SqlName.quoted(column) + " is not null")
                .collect(Collectors.joining(" and "));
        String query = "select 1 from " + table.sql() + " f where " + notNull
                + " and not exists (select from " + key.referencedTable().sql() + " r where "
                + String.join(" and ", pairs) + ")";
        Optional<List<String>> found = statement.setting().questions().texts(query, MOST);
        if (found.isEmpty()) {
            return statement.setting().questions().unanswered().stream()
                    .map(_ -> statement.unknown(
                            code(),
                            "whether rows of " + table + " reference rows of " + key.referencedTable()
                                    + " that do not exist is not known",
                            "PostgreSQL would refuse the foreign key, or its validation, if one does",
                            table));
        }
        return found.stream()
                .filter(rows -> !rows.isEmpty())
                .map(rows -> statement
                        .finding(
                                code(),
                                Severity.DANGER,
                                "rows of " + table + " reference rows of " + key.referencedTable()
                                        + " that do not exist",
                                "PostgreSQL would refuse the foreign key, or its validation",
                                "remove or mend these rows first, then submit the change again",
                                table)
                        .rejecting()
                        .by(new Evidence(
                                Provenance.MEASURED,
                                rows.size() + (rows.size() == MOST ? " rows or more" : " rows")
                                        + " (values are not shown)")));
    }

    private static List<String> referencedColumns(CheckedStatement statement, ConstraintDefinition.ForeignKey key) {
        return key.referencedColumns().isEmpty()
                ? statement
                        .setting()
                        .facts()
                        .relation(key.referencedTable())
                        .flatMap(Relation::primaryKey)
                        .map(ConstraintFacts::columns)
                        .orElse(List.of())
                : key.referencedColumns();
    }
}
