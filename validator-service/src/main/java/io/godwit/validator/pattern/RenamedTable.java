package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// RENAME of a table that others use: a view takes the old name in the same transaction. It can be
/// written like the table (a simple view is, with ON CONFLICT, RETURNING and the table's defaults), has
/// its grants, and asks the rights of who uses it. It goes when nobody uses the old name any more.
///
/// A view has no TRUNCATE, no COPY FROM, no `ON CONFLICT ON CONSTRAINT` and no system columns. Its
/// columns stand in the way of changing their types. On PostgreSQL 14 it would pass by row security:
/// there the table is renamed at once.
public final class RenamedTable implements SafePattern {
    private static final int SECURITY_INVOKER = 15;

    @Override
    public String code() {
        return "GW108";
    }

    @Override
    public String explanation() {
        return "A view under the old name serves code that is running; renamed alone, the table is missing for it.";
    }

    @Override
    public boolean takesCompanions() {
        return true;
    }

    @Override
    public boolean bears(Statement changed, Statement later) {
        return !(later instanceof Statement.AlterTable alter)
                || alter.changes().stream().noneMatch(TableChange.ChangeType.class::isInstance);
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (!(statement.statement()
                        instanceof Statement.AlterTable(ObjectName old, List<TableChange> changes, var _, var _))
                || changes.size() != 1
                || !(changes.getFirst() instanceof TableChange.RenameTable(String fresh))
                || !before.mayHoldRows(old)) {
            return Optional.empty();
        }
        int version = before.statistics().version();
        return before.catalog()
                .table(old)
                .filter(_ -> version >= SECURITY_INVOKER || !isGuarded(old, before.catalog()))
                .map(table -> steps(step, table, old.sibling(fresh), version >= SECURITY_INVOKER));
    }

    private static boolean isGuarded(ObjectName table, Catalog catalog) {
        return catalog.objects().values().stream()
                .anyMatch(object -> object.kind() == ObjectKind.ROW_SECURITY
                        && object.identity().equals(table.identity()));
    }

    private static List<Step> steps(Step step, Table table, ObjectName fresh, boolean asksInvoker) {
        ObjectName old = table.name();
        List<String> sequences = step.action().statements().stream()
                .filter(sql -> sql.startsWith("ALTER SEQUENCE "))
                .toList();
        List<String> rename = new ArrayList<>(step.action().statements());
        rename.removeAll(sequences);
        rename.add("CREATE VIEW " + old.sql() + (asksInvoker ? " WITH (security_invoker = true)" : "") + " AS SELECT "
                + table.columns().stream()
                        .map(column -> SqlName.quoted(column.name()))
                        .collect(Collectors.joining(", "))
                + " FROM " + fresh.sql());
        rename.add(sameGrants(old, fresh));
        String dropView = "DROP VIEW IF EXISTS " + old.sql();
        return new Steps(step)
                .add(
                        step.phase(),
                        OwnSteps.BOTH_NAMES + old + " and " + fresh + ": from here on the new code may be deployed",
                        together(rename),
                        new Rollback(
                                Reversibility.LOSSLESS,
                                Stream.concat(Stream.of(dropView), step.rollback().statements().stream())
                                        .toList(),
                                TransactionMode.TOGETHER,
                                ""),
                        step.probe())
                .wait(
                        "Wait until the new code is deployed and nobody uses " + old,
                        List.of(new Action.UsedName(old, Optional.empty())))
                .add(
                        Phase.CONTRACT,
                        OwnSteps.OLD_NAME + old,
                        together(Stream.concat(Stream.of(dropView), sequences.stream())
                                .toList()),
                        Rollback.lossless(),
                        Probes.noRelation(old))
                .all();
    }

    private static Action together(List<String> statements) {
        return new Action.RunSql(statements, TransactionMode.TOGETHER);
    }

    /// Everyone may do with the view what they may do with the table.
    private static String sameGrants(ObjectName view, ObjectName table) {
        return "DO $godwit$ DECLARE granted record; BEGIN FOR granted IN SELECT a.privilege_type, CASE a.grantee WHEN 0"
                + " THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS grantee FROM pg_class c,"
                + " aclexplode(c.relacl) a WHERE c.oid = to_regclass(" + SqlName.literal(table.sql())
                + ") AND a.grantee"
                + " <> c.relowner AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE') LOOP EXECUTE"
                + " format('GRANT %s ON " + view.sql().replace("'", "''").replace("%", "%%")
                + " TO %s', granted.privilege_type, granted.grantee); END LOOP; END $godwit$";
    }
}
