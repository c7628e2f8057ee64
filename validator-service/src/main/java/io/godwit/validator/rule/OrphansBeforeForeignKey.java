package io.godwit.validator.rule;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.ArrayList;
import java.util.List;
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
    public Stream<Judged> check(StatementView view) {
        if (!(view.statement() instanceof Statement.AlterTable alter)
                || !view.before().mayHoldRows(alter.table())) {
            return Stream.empty();
        }
        return view.changes(TableChange.AddConstraint.class)
                .map(TableChange.AddConstraint::constraint)
                .filter(ConstraintDefinition.ForeignKey.class::isInstance)
                .map(ConstraintDefinition.ForeignKey.class::cast)
                .filter(key -> view.before().isLive(key.referencedTable()))
                .flatMap(key -> orphans(view, alter.table(), key));
    }

    private Stream<Judged> orphans(StatementView view, ObjectName table, ConstraintDefinition.ForeignKey key) {
        List<String> referenced = referencedColumns(view, key);
        if (referenced.size() != key.columns().size()) {
            return Stream.empty();
        }
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < referenced.size(); i++) {
            pairs.add("r." + SqlName.quoted(referenced.get(i)) + " = f."
                    + SqlName.quoted(key.columns().get(i)));
        }
        String notNull = key.columns().stream()
                .map(c -> "f." + SqlName.quoted(c) + " is not null")
                .collect(Collectors.joining(" and "));
        String query = "select 1 from " + table.sql() + " f where " + notNull
                + " and not exists (select from " + key.referencedTable().sql() + " r where "
                + String.join(" and ", pairs) + ")";
        return view.live().texts(query, MOST).stream()
                .filter(examples -> !examples.isEmpty())
                .map(examples -> view.judged(
                        code(),
                        Severity.DANGER,
                        Verdict.REJECTED,
                        "rows of " + table + " reference rows of " + key.referencedTable() + " that do not exist",
                        "PostgreSQL would refuse the foreign key, or its validation",
                        "remove or mend these rows first, then submit the change again",
                        new Evidence(
                                Provenance.MEASURED,
                                examples.size() + (examples.size() == MOST ? " rows or more" : " rows")
                                        + " (values are not shown)")));
    }

    private static List<String> referencedColumns(StatementView view, ConstraintDefinition.ForeignKey key) {
        return key.referencedColumns().isEmpty()
                ? view.before()
                        .catalog()
                        .table(key.referencedTable())
                        .flatMap(Table::primaryKey)
                        .map(primary -> primary.columns())
                        .orElse(List.of())
                : key.referencedColumns();
    }
}
