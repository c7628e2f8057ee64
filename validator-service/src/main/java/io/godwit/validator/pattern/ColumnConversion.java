package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.planning.IndexSql;
import io.godwit.model.statement.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The steps of a [ConvertedColumn].
final class ColumnConversion {
    private static final int FIRST_BATCH = 1000;
    private static final Pattern BACK = Pattern.compile(
            "(?is) SET DATA TYPE .*? USING (.+?)(?:, ALTER COLUMN \"(?:[^\"]|\"\")+\" SET DEFAULT .*)?$");
    static final String TAKE_OVER = "Let the new column take the name over";
    static final String LEAVE = "Drop the column of the old type";

    private final Step original;
    private final Table table;
    private final Column column;
    private final TableChange.ChangeType type;
    private final Optional<String> newDefault;
    private final ObjectName name;
    private final String alter;
    private final String fresh;
    private final String old;
    private final Twin forth;
    private final Twin back;

    ColumnConversion(
            Step original, Table table, Column column, TableChange.ChangeType type, Optional<String> newDefault) {
        this.original = original;
        this.table = table;
        this.column = column;
        this.type = type;
        this.newDefault = newDefault;
        this.name = table.name();
        this.alter = "ALTER TABLE " + name.sql() + " ";
        this.fresh = fresh(column.name());
        this.old = Steps.limited(column.name() + "_before");
        String quoted = SqlName.quoted(column.name());
        this.forth = new Twin(name, column.name(), fresh, type.using().orElse(quoted));
        this.back = new Twin(name, column.name(), old, conversionBack(original).orElse(quoted));
    }

    /// How the replaced step's undo converts values; empty if by assignment.
    private static Optional<String> conversionBack(Step original) {
        return original.rollback().statements().stream()
                .map(BACK::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    /// What the new column is called until it takes the name over.
    static String fresh(String column) {
        return Steps.limited(column + "_converted");
    }

    List<Step> steps() {
        String of = name + "." + column.name();
        Steps steps = new Steps(original)
                .add(
                        original.phase(),
                        "Add a column of type " + type.type() + " beside " + of,
                        Action.RunSql.together(alter + "ADD COLUMN " + SqlName.quoted(fresh) + " " + fullType()),
                        Rollback.lossless(alter + "DROP COLUMN " + SqlName.quoted(fresh)),
                        Probes.column(name, fresh))
                .add(
                        original.phase(),
                        "Let it follow " + of,
                        new Action.RunSql(forth.follow(), TransactionMode.TOGETHER),
                        lossless(forth.leave()),
                        Probes.trigger(name, forth.name()))
                .add(
                        Phase.MIGRATE,
                        "Convert the values of " + of,
                        new Action.Backfill(name, rowKey(), forth.filling(), forth.missing(), FIRST_BATCH),
                        Rollback.lossless(),
                        Probes.noRow(name, forth.missing()));
        if (!column.nullable()) {
            steps.setNotNull(
                    Phase.MIGRATE,
                    name,
                    fresh,
                    Rollback.lossless(alter + "ALTER COLUMN " + SqlName.quoted(fresh) + " DROP NOT NULL"));
        }
        indexes().forEach(index -> build(steps, index));
        checks().forEach(check -> hold(steps, check));
        steps.add(
                Phase.MIGRATE,
                TAKE_OVER,
                new Action.RunSql(takeOver(), TransactionMode.TOGETHER),
                lossless(giveBack()),
                Probes.column(name, old));
        steps.add(
                Phase.CONTRACT,
                LEAVE,
                new Action.RunSql(
                        Stream.concat(back.leave().stream(), Stream.of(alter + "DROP COLUMN " + SqlName.quoted(old)))
                                .toList(),
                        TransactionMode.TOGETHER),
                restored(),
                Probes.noColumn(name, old));
        return steps.all();
    }

    private String fullType() {
        return type.type()
                + type.collation().map(collation -> " COLLATE " + collation).orElse("");
    }

    private void build(Steps steps, Index index) {
        ObjectName built = name.sibling(fresh(index.name()));
        steps.add(
                Phase.MIGRATE,
                "Build the index " + index.name() + " on the new column",
                new Action.BuildIndexConcurrently(built, sql(index, fresh(index.name()), fresh, true)),
                Rollback.losslessAlone("DROP INDEX CONCURRENTLY IF EXISTS " + built.sql()),
                Probes.validIndex(built));
    }

    private void hold(Steps steps, Constraint.Check check) {
        String held = SqlName.quoted(fresh(check.name()));
        steps.add(
                        Phase.MIGRATE,
                        "Hold new values of the new column to " + check.name(),
                        Action.RunSql.together(alter + "ADD CONSTRAINT " + held + " CHECK (" + expression(check, fresh)
                                + ") NOT VALID"),
                        Rollback.lossless(alter + "DROP CONSTRAINT " + held),
                        Probes.constraint(name, fresh(check.name())))
                .add(
                        Phase.MIGRATE,
                        "Check the converted values against " + check.name(),
                        Action.RunSql.together(alter + "VALIDATE CONSTRAINT " + held),
                        Rollback.lossless(),
                        Probes.validated(name, fresh(check.name())));
    }

    private String expression(Constraint.Check check, String instead) {
        return check.expression()
                .replaceAll(
                        "(?<![\\w\".'])(" + Pattern.quote(column.name()) + "|"
                                + Pattern.quote(SqlName.quoted(column.name())) + ")(?![\\w\"'(])",
                        Matcher.quoteReplacement(SqlName.quoted(instead)));
    }

    private List<Constraint.Check> checks() {
        return table.constraints().stream()
                .filter(Constraint.Check.class::isInstance)
                .map(Constraint.Check.class::cast)
                .filter(check -> !expression(check, fresh).equals(check.expression()))
                .toList();
    }

    private List<String> takeOver() {
        List<String> statements = new ArrayList<>(forth.leave());
        statements.add(rename("COLUMN", column.name(), old));
        statements.add(rename("COLUMN", fresh, column.name()));
        statements.add(alter + "ALTER COLUMN " + SqlName.quoted(old) + " DROP DEFAULT");
        if (!column.nullable()) {
            statements.add(alter + "ALTER COLUMN " + SqlName.quoted(old) + " DROP NOT NULL");
            statements.add(notNullNamed(fresh, column.name()));
        }
        newDefault.ifPresent(value ->
                statements.add(alter + "ALTER COLUMN " + SqlName.quoted(column.name()) + " SET DEFAULT " + value));
        for (Index index : plainIndexes()) {
            statements.add(renameIndex(index.name(), before(index.name())));
            statements.add(renameIndex(fresh(index.name()), index.name()));
        }
        for (Constraint.Unique unique : uniques()) {
            statements.add(rename("CONSTRAINT", unique.name(), before(unique.name())));
            statements.add(alter + "ADD CONSTRAINT " + SqlName.quoted(unique.name()) + " UNIQUE USING INDEX "
                    + SqlName.quoted(fresh(unique.name())));
        }
        for (Constraint.Check check : checks()) {
            statements.add(rename("CONSTRAINT", check.name(), before(check.name())));
            statements.add(rename("CONSTRAINT", fresh(check.name()), check.name()));
        }
        statements.addAll(back.followIfPossible());
        return statements;
    }

    private List<String> giveBack() {
        List<String> statements = new ArrayList<>(back.leave());
        for (Constraint.Check check : checks()) {
            statements.add(rename("CONSTRAINT", check.name(), fresh(check.name())));
            statements.add(rename("CONSTRAINT", before(check.name()), check.name()));
        }
        for (Constraint.Unique unique : uniques()) {
            statements.add(alter + "DROP CONSTRAINT " + SqlName.quoted(unique.name()));
            statements.add(rename("CONSTRAINT", before(unique.name()), unique.name()));
        }
        for (Index index : plainIndexes()) {
            statements.add(renameIndex(index.name(), fresh(index.name())));
            statements.add(renameIndex(before(index.name()), index.name()));
        }
        newDefault.ifPresent(
                _ -> statements.add(alter + "ALTER COLUMN " + SqlName.quoted(column.name()) + " DROP DEFAULT"));
        if (!column.nullable()) {
            statements.add(notNullNamed(column.name(), fresh));
        }
        statements.add(rename("COLUMN", column.name(), fresh));
        statements.add(rename("COLUMN", old, column.name()));
        column.defaultExpression()
                .ifPresent(value -> statements.add(
                        alter + "ALTER COLUMN " + SqlName.quoted(column.name()) + " SET DEFAULT " + value));
        if (!column.nullable()) {
            statements.add(alter + "ALTER COLUMN " + SqlName.quoted(column.name()) + " SET NOT NULL");
        }
        statements.addAll(forth.follow());
        return statements;
    }

    private Rollback restored() {
        List<String> statements = new ArrayList<>();
        String oldQuoted = SqlName.quoted(old);
        statements.add(alter + "ADD COLUMN " + oldQuoted + " " + column.type());
        String quoted = SqlName.quoted(column.name());
        String converted = back.expression().equals(quoted) ? quoted + "::text::" + column.type() : back.expression();
        statements.add(
                "UPDATE " + name.sql() + " SET " + oldQuoted + " = " + converted + " WHERE " + quoted + " IS NOT NULL");
        plainIndexes().forEach(index -> statements.add(sql(index, before(index.name()), old, false)));
        uniques()
                .forEach(unique -> statements.add(alter + "ADD CONSTRAINT " + SqlName.quoted(before(unique.name()))
                        + " UNIQUE" + (unique.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "")
                        + unique.columns().stream()
                                .map(part -> SqlName.quoted(part.equals(column.name()) ? old : part))
                                .collect(Collectors.joining(", ", " (", ")"))));
        checks().forEach(check -> statements.add(alter + "ADD CONSTRAINT " + SqlName.quoted(before(check.name()))
                + " CHECK (" + expression(check, old) + ")"));
        statements.addAll(back.followIfPossible());
        return new Rollback(
                Reversibility.LOSSY,
                statements,
                TransactionMode.TOGETHER,
                "values are converted back to " + column.type() + ": what does not fit it stands in the way, what it"
                        + " cannot express is lost. The last safe point is before this step");
    }

    /// PostgreSQL 18 keeps a name for NOT NULL; earlier versions do not.
    private String notNullNamed(String from, String to) {
        String before = Steps.limited(name.name() + "_" + from + "_not_null");
        return "DO $godwit$ BEGIN IF EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = "
                + SqlName.literal(name.sql()) + "::regclass AND conname = " + SqlName.literal(before) + ") THEN "
                + alter
                + "RENAME CONSTRAINT " + SqlName.quoted(before) + " TO "
                + SqlName.quoted(Steps.limited(name.name() + "_" + to + "_not_null")) + "; END IF; END $godwit$";
    }

    private String rename(String what, String from, String to) {
        return alter + "RENAME " + what + " " + SqlName.quoted(from) + " TO " + SqlName.quoted(to);
    }

    private String renameIndex(String from, String to) {
        return "ALTER INDEX " + name.sibling(from).sql() + " RENAME TO " + SqlName.quoted(to);
    }

    private static String before(String name) {
        return Steps.limited(name + "_before");
    }

    private List<Index> plainIndexes() {
        return table.indexes().stream()
                .filter(index -> index.columns().contains(column.name())
                        || index.included().contains(column.name()))
                .toList();
    }

    private List<Constraint.Unique> uniques() {
        return table.constraints().stream()
                .filter(Constraint.Unique.class::isInstance)
                .map(Constraint.Unique.class::cast)
                .filter(unique -> unique.columns().contains(column.name()))
                .toList();
    }

    /// What has to be built for the new column, unique constraints as indexes.
    private List<Index> indexes() {
        return Stream.concat(
                        plainIndexes().stream(),
                        uniques().stream()
                                .map(unique -> new Index(
                                        unique.name(),
                                        true,
                                        "btree",
                                        unique.columns().stream()
                                                .map(Index.Key::column)
                                                .toList(),
                                        List.of(),
                                        Optional.empty(),
                                        unique.nullsNotDistinct(),
                                        true)))
                .toList();
    }

    private String sql(Index index, String called, String instead, boolean concurrently) {
        List<Index.Key> keys = index.keys().stream()
                .map(key -> key.column().filter(column.name()::equals).isPresent()
                        ? new Index.Key(
                                Optional.of(instead),
                                Optional.empty(),
                                key.descending(),
                                key.nullsFirst(),
                                key.operatorClass())
                        : key)
                .toList();
        List<String> included = index.included().stream()
                .map(part -> part.equals(column.name()) ? instead : part)
                .toList();
        Index moved = new Index(
                called,
                index.unique(),
                index.method(),
                keys,
                included,
                index.predicate(),
                index.nullsNotDistinct(),
                index.valid());
        String sql = IndexSql.create(name, moved);
        return concurrently ? sql.replaceFirst("INDEX ", "INDEX CONCURRENTLY ") : sql;
    }

    private List<String> rowKey() {
        return table.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of());
    }

    private static Rollback lossless(List<String> statements) {
        return new Rollback(Reversibility.LOSSLESS, statements, TransactionMode.TOGETHER, "");
    }
}
