package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.catalog.TypeNames;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// ADD COLUMN of a serial or identity column on a table with rows: the column comes empty, a sequence
/// numbers new rows, old ones are numbered in batches from the same sequence, NOT NULL follows by proof.
/// An identity is made last, and goes on where the sequence is.
public final class NumberedColumn implements SafePattern {
    private static final int FIRST_BATCH = 1000;
    private static final Map<String, String> COUNTED = Map.of(
            "smallserial", "smallint",
            "serial2", "smallint",
            "serial", "integer",
            "serial4", "integer",
            "bigserial", "bigint",
            "serial8", "bigint");

    @Override
    public String code() {
        return "GW102";
    }

    @Override
    public String explanation() {
        return "New rows are numbered by a sequence and old ones in batches: added at once, a column that numbers itself"
                + " rewrites the whole table under ACCESS EXCLUSIVE.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (!(statement.statement()
                        instanceof Statement.AlterTable(ObjectName name, List<TableChange> changes, var _, var _))
                || changes.size() != 1
                || !(changes.getFirst() instanceof TableChange.AddColumn(ColumnDefinition column))
                || !before.mayHoldRows(name)
                || !column.constraints().isEmpty()
                || !numbersItself(column)
                || statement.text().matches("(?is).*\\bidentity\\s*\\(.*")) {
            return Optional.empty();
        }
        return before.catalog()
                .table(name)
                .filter(table -> !Relatives.has(table, before.catalog()))
                .map(table -> steps(step, table, column));
    }

    private static boolean numbersItself(ColumnDefinition column) {
        return column.generation() instanceof Generation.Serial || column.generation() instanceof Generation.Identity;
    }

    private static List<Step> steps(Step step, Table table, ColumnDefinition column) {
        ObjectName name = table.name();
        String alter = "ALTER TABLE " + name.sql() + " ";
        String quoted = SqlName.quoted(column.name());
        String of = name + "." + column.name();
        boolean identity = column.generation() instanceof Generation.Identity;
        ObjectName sequence =
                name.sibling(Steps.limited(name.name() + "_" + column.name() + (identity ? "_numbers" : "_seq")));
        String type = COUNTED.getOrDefault(
                column.type().toLowerCase(Locale.ROOT),
                TypeNames.catalogForm(column.type(), "public").sql());
        String next = "nextval(" + SqlName.literal(sequence.sql()) + "::regclass)";
        String missing = quoted + " IS NULL";
        Steps steps = new Steps(step)
                .add(
                        step.phase(),
                        "Add the column " + of + ", empty",
                        Action.RunSql.together(alter + "ADD COLUMN " + quoted + " " + type),
                        step.rollback(),
                        Probes.column(name, column.name()))
                .add(
                        step.phase(),
                        OwnSteps.NUMBERS + of,
                        Action.RunSql.together(
                                "CREATE SEQUENCE " + sequence.sql() + " AS " + type + " OWNED BY " + name.sql() + "."
                                        + quoted,
                                usable(name, sequence),
                                alter + "ALTER COLUMN " + quoted + " SET DEFAULT " + next),
                        Rollback.lossless(
                                alter + "ALTER COLUMN " + quoted + " DROP DEFAULT",
                                "DROP SEQUENCE IF EXISTS " + sequence.sql()),
                        Probes.hasDefault(name, column.name()))
                .add(
                        Phase.MIGRATE,
                        "Number existing rows in " + of,
                        new Action.Backfill(name, Steps.rowKey(table), quoted + " = " + next, missing, FIRST_BATCH),
                        Rollback.lossless(),
                        Probes.noRow(name, missing))
                .setNotNull(
                        Phase.MIGRATE,
                        name,
                        column.name(),
                        Rollback.lossless(alter + "ALTER COLUMN " + quoted + " DROP NOT NULL"));
        if (column.generation() instanceof Generation.Identity(boolean always)) {
            steps.add(
                    Phase.MIGRATE,
                    "Make " + of + " an identity",
                    Action.RunSql.together(identity(name, quoted, column.name(), sequence, always)),
                    new Rollback(
                            Reversibility.LOSSLESS,
                            List.of(alter + "ALTER COLUMN " + quoted + " DROP IDENTITY IF EXISTS"),
                            TransactionMode.TOGETHER,
                            ""),
                    Probes.identity(name, column.name()));
        }
        return steps.all();
    }

    /// Who may insert rows must be able to number them, or every INSERT would be refused from then on.
    private static String usable(ObjectName table, ObjectName sequence) {
        return "DO $godwit$ DECLARE who text; BEGIN FOR who IN SELECT DISTINCT CASE WHEN a.grantee = 0 THEN 'PUBLIC'"
                + " ELSE a.grantee::regrole::text END FROM (SELECT relacl AS acl FROM pg_class WHERE oid = to_regclass("
                + SqlName.literal(table.sql())
                + ") UNION ALL SELECT attacl FROM pg_attribute WHERE attrelid = to_regclass("
                + SqlName.literal(table.sql()) + ")) given, aclexplode(given.acl) a WHERE a.privilege_type = 'INSERT'"
                + " LOOP EXECUTE " + SqlName.literal("GRANT USAGE ON SEQUENCE " + sequence.sql() + " TO ")
                + " || who; END LOOP; END $godwit$";
    }

    private static String identity(
            ObjectName table, String quoted, String column, ObjectName sequence, boolean always) {
        String alter = "ALTER TABLE " + table.sql() + " ALTER COLUMN " + quoted + " ";
        return "DO $godwit$ DECLARE last bigint; called boolean; BEGIN LOCK TABLE " + table.sql()
                + " IN ACCESS EXCLUSIVE MODE; SELECT last_value, is_called INTO last, called FROM " + sequence.sql()
                + "; " + alter + "DROP DEFAULT; DROP SEQUENCE " + sequence.sql() + "; " + alter + "ADD GENERATED "
                + (always ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY; PERFORM setval(pg_get_serial_sequence("
                + SqlName.literal(table.sql()) + ", " + SqlName.literal(column) + "), last, called); END $godwit$";
    }
}
