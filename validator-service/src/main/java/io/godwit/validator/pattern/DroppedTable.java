package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.planning.ConstraintSql;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// DROP TABLE with rows: once nobody uses the table it moves, with its rows, indexes and sequences, to
/// the schema `godwit_kept`, and is dropped when nobody has missed it for a while. Its foreign keys go
/// when it moves, because they would go on binding the tables they refer to.
///
/// Partitions and their tables are left alone: a partition that is put aside would still be read through
/// its table.
public final class DroppedTable implements SafePattern {
    private static final String SCHEMA = "godwit_kept";
    private static final String MAKE_SCHEMA = "DO $godwit$ BEGIN IF pg_catalog.to_regnamespace('" + SCHEMA
            + "') IS NULL THEN CREATE SCHEMA " + SCHEMA + "; END IF; END $godwit$";
    /// A role that could not make it again leaves it where it is.
    private static final String LEAVE_SCHEMA = "DO $godwit$ BEGIN"
            + " IF pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE') THEN DROP SCHEMA IF EXISTS "
            + SCHEMA
            + "; END IF; EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege THEN NULL; END $godwit$";

    @Override
    public String code() {
        return "GW107";
    }

    @Override
    public String explanation() {
        return "The table is put aside once nobody uses it and dropped later: what is dropped at once cannot be brought"
                + " back with its rows.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (step.phase() != Phase.CONTRACT
                || !(statement.statement()
                        instanceof Statement.DropTable(List<ObjectName> tables, boolean cascade, var _))
                || tables.size() != 1
                || cascade
                || !before.mayHoldRows(tables.getFirst())) {
            return Optional.empty();
        }
        return before.catalog()
                .table(tables.getFirst())
                .filter(table -> !Relatives.has(table, before.catalog()))
                .map(table -> steps(step, table));
    }

    private static List<Step> steps(Step step, Table table) {
        ObjectName name = table.name();
        ObjectName kept = new ObjectName(SCHEMA, name.name());
        List<String> aside = new ArrayList<>(List.of(MAKE_SCHEMA));
        List<String> back = new ArrayList<>(
                List.of("ALTER TABLE " + kept.sql() + " SET SCHEMA " + SqlName.quoted(name.schema()), LEAVE_SCHEMA));
        table.constraints().stream()
                .filter(Constraint.ForeignKey.class::isInstance)
                .forEach(key -> {
                    aside.add("ALTER TABLE " + name.sql() + " DROP CONSTRAINT IF EXISTS " + SqlName.quoted(key.name()));
                    back.add(ConstraintSql.add(name, key));
                });
        aside.add("ALTER TABLE " + name.sql() + " SET SCHEMA " + SCHEMA);
        return new Steps(step)
                .wait(
                        "Wait until the new code is deployed and nobody uses " + name,
                        List.of(new Action.UsedName(name, Optional.empty())))
                .add(
                        Phase.CONTRACT,
                        OwnSteps.ASIDE + name + ", in the schema " + SCHEMA,
                        new Action.RunSql(aside, TransactionMode.TOGETHER),
                        new Rollback(Reversibility.LOSSLESS, back, TransactionMode.TOGETHER, ""),
                        Probes.noRelation(name))
                .wait("Keep " + name + " for a while", List.of())
                .add(
                        Phase.CONTRACT,
                        step.title(),
                        Action.RunSql.together("DROP TABLE " + kept.sql(), LEAVE_SCHEMA),
                        then(step.rollback(), aside),
                        Probes.noRelation(kept))
                .all();
    }

    /// The rollback with more to do at its end; what cannot be undone stays so.
    static Rollback then(Rollback first, List<String> more) {
        if (first.reversibility() == Reversibility.IMPOSSIBLE) {
            return first;
        }
        List<String> statements = new ArrayList<>(first.statements());
        statements.addAll(more);
        return new Rollback(first.reversibility(), statements, first.transaction(), first.note());
    }
}
