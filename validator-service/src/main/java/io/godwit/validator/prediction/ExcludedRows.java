package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.Relation;
import java.util.Optional;

/// New rows that an exclusion constraint does not bear beside those that are there, or beside one another. Constraints
/// over expressions, and over a part of the rows, are not asked about.
final class ExcludedRows {
    private final Draft draft;
    private final Relation table;
    private final String rows;

    /// @param rows a query in parentheses, called `godwit_new`
    ExcludedRows(Draft draft, Relation table, String rows) {
        this.draft = draft;
        this.table = table;
        this.rows = rows;
    }

    /// @throws Refused if PostgreSQL would not take them
    void refuse() {
        table.constraints(ConstraintFacts.Kind.EXCLUSION)
                .filter(constraint -> !constraint.deferred())
                .filter(this::isBroken)
                .findFirst()
                .ifPresent(constraint -> {
                    throw new Refused(
                            "conflicting key value violates exclusion constraint \"" + constraint.name() + "\"");
                });
    }

    private boolean isBroken(ConstraintFacts constraint) {
        Optional<String> excluded = draft.setting()
                .questions()
                .text("""
                select string_agg(format('t.%I operator(%I.' || o.oprname || ') godwit_new.%I', a.attname, n.nspname,
                  a.attname), ' and ' order by k.place)
                from pg_constraint c
                cross join lateral unnest(c.conkey, c.conexclop) with ordinality k(col, op, place)
                join pg_operator o on o.oid = k.op join pg_namespace n on n.oid = o.oprnamespace
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.col
                where 0 <> all (c.conkey) and not exists
                  (select from pg_index i where i.indexrelid = c.conindid and i.indpred is not null)
                and c.conname =\s""" + SqlName.literal(constraint.name()) + " and c.conrelid = to_regclass("
                        + SqlName.literal(table.name().sql()) + ")");
        return excluded.isPresent()
                && (any("select 1 from " + rows + " where exists (select 1 from "
                                + table.name().sql() + " t where " + excluded.get() + ")")
                        || any("select 1 from " + numbered("godwit_new") + ", " + numbered("t")
                                + " where t.godwit_place < godwit_new.godwit_place and " + excluded.get()));
    }

    private String numbered(String name) {
        return "(select row_number() over () as godwit_place, godwit_new.* from " + rows + ") " + name;
    }

    private boolean any(String query) {
        return draft.setting().questions().anyRow(query).orElse(false);
    }
}
