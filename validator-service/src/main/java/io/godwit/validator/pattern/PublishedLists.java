package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.prediction.Setting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The publications that name a column of a table in their list or WHERE. PostgreSQL lets it neither change its type
/// nor another column take its place there; so the table leaves them and comes back, with the same names in the same
/// list, in the transaction that does either. No subscriber misses a row: what a publication sends of a change is read
/// as the catalog was at that change, and a subscription learns of tables that come and go only when it is refreshed.
///
/// What list and WHERE are is read when the statements run. A copy of the schema without publications bears them too.
record PublishedLists(ObjectName table, List<String> publications) {
    private static final String KEPT = "'godwit.publications'";

    static final String COME_BACK = "DO $godwit$ BEGIN IF current_setting(" + KEPT + ", true) <> '' THEN EXECUTE"
            + " current_setting(" + KEPT + ", true); PERFORM set_config(" + KEPT + ", '', true); END IF; END $godwit$";

    PublishedLists {
        publications = List.copyOf(publications);
    }

    static PublishedLists none(ObjectName table) {
        return new PublishedLists(table, List.of());
    }

    /// @return empty if the owner of the table is not one of a publication, and so may not change it
    static Optional<PublishedLists> naming(ObjectName table, String column, CatalogQuestions questions) {
        String named =
                "select p.pubname::text from pg_catalog.pg_publication_rel r join pg_catalog.pg_publication p on p.oid ="
                        + " r.prpubid join pg_catalog.pg_class c on c.oid = r.prrelid where r.prrelid = to_regclass("
                        + SqlName.literal(table.sql()) + ") and exists (select from pg_catalog.pg_depend d join"
                        + " pg_catalog.pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid where d.classid ="
                        + " 'pg_catalog.pg_publication_rel'::regclass and d.objid = r.oid and d.refobjid = r.prrelid and a.attname ="
                        + " " + SqlName.literal(column) + ")";
        String owned = "(pg_has_role(c.relowner, p.pubowner, 'USAGE') or pg_has_role(p.pubowner, 'USAGE'))";
        return questions.anyRow(named + " and not " + owned).orElse(false)
                ? Optional.empty()
                : Optional.of(new PublishedLists(
                        table, questions.texts(named + " order by 1", 100).orElse(List.of())));
    }

    /// Those of another column of the table too.
    PublishedLists and(PublishedLists others) {
        return new PublishedLists(
                table,
                Stream.concat(publications.stream(), others.publications.stream())
                        .distinct()
                        .toList());
    }

    boolean isEmpty() {
        return publications.isEmpty();
    }

    /// The same as the prediction sees it once the table has left.
    Setting without(Setting setting) {
        Setting left = setting;
        for (String publication : publications) {
            left = left.of(left.facts().withoutPublished(table, publication));
        }
        return left;
    }

    List<String> around(List<String> statements) {
        return isEmpty() || statements.isEmpty()
                ? statements
                : Stream.of(List.of(leave()), statements, List.of(COME_BACK))
                        .flatMap(List::stream)
                        .toList();
    }

    /// The step, forward and back, while the table is in none of the publications.
    Step around(Step step) {
        Rollback rollback = step.rollback();
        Step left = Step.of(
                        step.id(),
                        step.phase(),
                        OwnSteps.LISTED + step.title(),
                        new Action.RunSql(around(step.action().statements()), TransactionMode.TOGETHER),
                        new Rollback(
                                rollback.reversibility(),
                                around(rollback.statements()),
                                TransactionMode.TOGETHER,
                                rollback.note()),
                        step.probe())
                .serving(step.changes());
        return left.withTimeouts(step.lockTimeout(), step.statementTimeout());
    }

    Step aroundIfAny(Step step) {
        return isEmpty() ? step : around(step);
    }

    private String leave() {
        String on = SqlName.literal(table.sql());
        return "DO $godwit$ BEGIN PERFORM set_config(" + KEPT
                + ", coalesce(string_agg(format('ALTER PUBLICATION %I ADD TABLE %s%s%s', p.pubname, " + on
                + ", (SELECT ' (' || string_agg(quote_ident(a.attname), ', ' ORDER BY u.place) || ')' FROM"
                + " unnest(r.prattrs::int2[]) WITH ORDINALITY u(number, place) JOIN pg_catalog.pg_attribute a ON a.attrelid ="
                + " r.prrelid AND a.attnum = u.number), ' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')'), '; '), ''),"
                + " true) FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid WHERE"
                + " r.prrelid = to_regclass(" + on + ") AND p.pubname IN ("
                + publications.stream().map(SqlName::literal).collect(Collectors.joining(", ")) + "); "
                + publications.stream().map(this::left).collect(Collectors.joining(" ")) + " END $godwit$";
    }

    private String left(String publication) {
        return "IF EXISTS (SELECT FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_publication p ON p.oid ="
                + " r.prpubid WHERE p.pubname = " + SqlName.literal(publication) + " AND r.prrelid = to_regclass("
                + SqlName.literal(table.sql()) + ")) THEN ALTER PUBLICATION " + SqlName.quoted(publication)
                + " DROP TABLE " + table.sql() + "; END IF;";
    }
}
