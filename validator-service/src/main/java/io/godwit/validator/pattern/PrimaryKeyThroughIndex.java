package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// ADD PRIMARY KEY on a table with rows: its columns are proved to hold no NULL, the index is built concurrently, and
/// the key takes it over. Without the proof even USING INDEX reads the whole table under ACCESS EXCLUSIVE (PostgreSQL
/// documentation, ALTER TABLE: the columns are made NOT NULL by it).
public final class PrimaryKeyThroughIndex implements SafePattern {
    @Override
    public String code() {
        return "GW103";
    }

    @Override
    public String explanation() {
        return "The key's columns are proved to hold no NULL, its index is built CONCURRENTLY and then taken over:"
                + " otherwise both would happen under ACCESS EXCLUSIVE.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (!(statement.statement()
                        instanceof Statement.AlterTable(ObjectName table, List<TableChange> changes, var _, var _))
                || changes.size() != 1
                || !(changes.getFirst() instanceof TableChange.AddConstraint(ConstraintDefinition constraint))
                || !(constraint instanceof ConstraintDefinition.PrimaryKey key)
                || key.columns().isEmpty()
                || statement.text().matches("(?is).*\\b(deferrable|include|using\\s+index)\\b.*")
                || !before.mayHoldRows(table)
                || before.isPartitioned(table)
                || isRelated(table, before)) {
            return Optional.empty();
        }
        String name = key.name().orElse(Steps.limited(table.name() + "_pkey"));
        return Optional.of(steps(step, table, name, key.columns(), before));
    }

    private static boolean isRelated(ObjectName table, Situation before) {
        return before.catalog()
                .table(table)
                .filter(found -> found.lineage().partitionKey().isPresent()
                        || !found.lineage().parents().isEmpty())
                .isPresent();
    }

    private static List<Step> steps(Step step, ObjectName table, String name, List<String> columns, Situation before) {
        String alter = "ALTER TABLE " + table.sql() + " ";
        ObjectName index = table.sibling(name);
        Steps steps = new Steps(step);
        for (String column : columns) {
            if (!before.provenNotNull(table, column)) {
                steps.setNotNull(
                        step.phase(),
                        table,
                        column,
                        Rollback.lossless(alter + "ALTER COLUMN " + SqlName.quoted(column) + " DROP NOT NULL"));
            }
        }
        return steps.add(
                        step.phase(),
                        "Build the unique index " + name,
                        new Action.BuildIndexConcurrently(
                                index,
                                "CREATE UNIQUE INDEX CONCURRENTLY " + SqlName.quoted(name) + " ON " + table.sql()
                                        + columns.stream()
                                                .map(SqlName::quoted)
                                                .collect(Collectors.joining(", ", " (", ")"))),
                        Rollback.losslessAlone("DROP INDEX CONCURRENTLY IF EXISTS " + index.sql()),
                        Probes.validIndex(index))
                .add(
                        step.phase(),
                        step.title(),
                        Action.RunSql.together(alter + "ADD CONSTRAINT " + SqlName.quoted(name)
                                + " PRIMARY KEY USING INDEX " + SqlName.quoted(name)),
                        step.rollback(),
                        Probes.constraint(table, name))
                .all();
    }
}
