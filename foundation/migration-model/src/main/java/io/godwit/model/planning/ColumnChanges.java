package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.change.SchemaChange.ChangeColumnType;
import io.godwit.model.change.SchemaChange.ChangeDefault;
import io.godwit.model.change.SchemaChange.DropNotNull;
import io.godwit.model.change.SchemaChange.SetNotNull;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Plans changes of columns that stay. A new type converts the values: nothing is dropped and added again.
final class ColumnChanges {
    private final Catalog live;
    private final LiveTables rows;
    private final WantedChanges wanted;
    private final AddedColumns columns;
    private final Answers answers;
    private final Drafts drafts;

    ColumnChanges(
            Catalog live, LiveTables rows, WantedChanges wanted, AddedColumns columns, Answers answers, Drafts drafts) {
        this.live = live;
        this.answers = answers;
        this.rows = rows;
        this.wanted = wanted;
        this.columns = columns;
        this.drafts = drafts;
    }

    void type(int number, ChangeColumnType change) {
        ObjectName table = change.table();
        Column before = change.before();
        Optional<String> newDefault = wanted.defaultChange(table, before.name())
                .map(ChangeDefault::after)
                .orElse(before.defaultExpression());
        String question = Answers.conversionQuestion(table.toString(), before.name());
        Optional<String> answer = answers.to(question);
        TypeConversion forward =
                TypeConversion.of(before.type(), change.after()).by(answer);
        TypeConversion back = TypeConversion.of(change.after(), before.type());
        boolean mayFail = !forward.keepsEveryValue() && !keepsEveryLabel(before.type(), change.after());
        boolean known = rows.knows(table);
        if (mayFail && (known ? refused(table, before.name(), forward) : forward.mayRefuse())) {
            if (known || answer.isEmpty()) {
                ask(question, table, before, change.after(), known);
            }
            if (known) {
                drafts.leaveType(table, before.name());
                return;
            }
        }
        Optional<String> sequence = newDefault
                .filter(_ -> !newDefault.equals(before.defaultExpression()))
                .flatMap(OwnedSequence::nameIn);
        List<String> statements = new ArrayList<>();
        statements.add(convert(
                table,
                before.name(),
                forward,
                before.defaultExpression(),
                sequence.isPresent() ? Optional.empty() : newDefault));
        sequence.ifPresent(name ->
                statements.addAll(OwnedSequence.statements(table, before.name(), name, newDefault.orElseThrow())));
        List<String> undo = new ArrayList<>();
        undo.add(convert(
                table, before.name(), back.emptying(filler(table, before)), newDefault, before.defaultExpression()));
        sequence.ifPresent(name -> undo.add("DROP SEQUENCE IF EXISTS " + name));
        drafts.add(new Draft(
                        Rank.ALTER_COLUMN,
                        number,
                        "Change the type of " + before.name() + " in " + table + " from " + before.type() + " to "
                                + change.after(),
                        new Action.RunSql(statements, TransactionMode.TOGETHER),
                        new Rollback(
                                forward.keepsEveryValue() ? Reversibility.LOSSLESS : Reversibility.LOSSY,
                                undo,
                                TransactionMode.TOGETHER,
                                forward.keepsEveryValue() ? "" : "values the conversion changed stay changed"),
                        Optional.of(Probes.columnHasType(
                                table, before.name(), change.after().sql())))
                .decidedByRows(mayFail && !known));
        if (forward.keepsFirstElementOnly()) {
            drafts.note("Of each list in " + table + "." + before.name() + " only the first element is kept.");
        } else if (forward.casts()) {
            drafts.note("The values of " + table + "." + before.name() + " are converted from " + before.type() + " to "
                    + change.after() + (answer.isPresent() ? ", " + answers.source(question) + "," : "")
                    + " in place; most model tools would drop the column and add it empty.");
        }
    }

    /// What rows without a value are given once the column has its new type: it stands for no value.
    private Optional<String> filler(ObjectName table, Column before) {
        return before.nullable()
                ? wanted.required(table, before.name())
                        .flatMap(required ->
                                answers.to(question(table, required.column())).or(required.column()::defaultExpression))
                : Optional.empty();
    }

    /// Whether both are enums, and the one has all labels of the other.
    private boolean keepsEveryLabel(DataType from, DataType to) {
        List<String> kept = wanted.labels(to, live).orElse(List.of());
        return wanted.labels(from, live).filter(kept::containsAll).isPresent();
    }

    private boolean refused(ObjectName table, String column, TypeConversion conversion) {
        String name = SqlName.quoted(column);
        return rows.refuses(
                table,
                wanted.labels(conversion.to(), live)
                        .filter(_ -> conversion.given().isEmpty())
                        .map(labels -> failsUnlessOneOf(name, labels))
                        .orElseGet(() -> conversion.check(name)));
    }

    /// Fails for a value that is no label of an enum, which may still be to be created. The divisor is
    /// zero, in a way PostgreSQL does not see before it looks at a row.
    private static String failsUnlessOneOf(String column, List<String> labels) {
        String listed = labels.stream().map(SqlName::literal).collect(Collectors.joining(", "));
        return "CASE WHEN " + column + "::text IN (" + (listed.isEmpty() ? "NULL" : listed) + ") THEN 1" + " WHEN "
                + column + " IS NOT NULL THEN 1 / length(left(" + column + "::text, 0)) END";
    }

    private void ask(String id, ObjectName table, Column before, DataType after, boolean known) {
        drafts.ask(new OpenQuestion(
                id,
                "The column " + before.name() + " of " + table + " becomes " + after + "; it was " + before.type()
                        + (known
                                ? ", and some of its values are none of " + after + "."
                                : ". What should become of values that are none of " + after + "?")
                        + " Correct those rows, or answer with an expression over " + before.name()
                        + " that gives the new value; then plan again.",
                table,
                before.name(),
                List.of(),
                (known ? "" : "Where such rows are, ") + (known ? "The" : "the") + " column keeps its type."));
    }

    private static String convert(
            ObjectName table,
            String column,
            TypeConversion conversion,
            Optional<String> oldDefault,
            Optional<String> newDefault) {
        String alter = "ALTER COLUMN " + SqlName.quoted(column) + " ";
        boolean keepsDefault = oldDefault.equals(newDefault)
                && oldDefault.filter(value -> value.startsWith("nextval(")).isPresent();
        StringBuilder sql = new StringBuilder();
        if (oldDefault.isPresent() && !keepsDefault) {
            sql.append(alter).append("DROP DEFAULT, ");
        }
        sql.append(alter).append("SET DATA TYPE ").append(conversion.sql(SqlName.quoted(column)));
        if (newDefault.isPresent() && !keepsDefault) {
            sql.append(", ").append(alter).append("SET DEFAULT ").append(newDefault.get());
        }
        return Sql.alterTable(table, sql.toString());
    }

    void defaultValue(int number, ChangeDefault change) {
        ObjectName table = change.table();
        if (wanted.typeChange(table, change.column()).isPresent()) {
            return;
        }
        Optional<String> sequence = change.after().flatMap(OwnedSequence::nameIn);
        if (sequence.isPresent()) {
            drafts.add(OwnedSequence.attach(number, table, change, sequence.get()));
            return;
        }
        drafts.add(new Draft(
                Rank.ALTER_COLUMN,
                number,
                change.after().isPresent()
                        ? "Change the default of " + change.column() + " in " + table
                        : "Remove the default of " + change.column() + " in " + table,
                Action.RunSql.together(defaultSql(change, change.after())),
                Rollback.lossless(defaultSql(change, change.before())),
                change.after().isPresent()
                        ? Optional.empty()
                        : Optional.of(Probes.columnHasNoDefault(table, change.column()))));
    }

    private static String defaultSql(ChangeDefault change, Optional<String> value) {
        return Sql.alterColumn(
                change.table(),
                change.column(),
                value.map(sql -> "SET DEFAULT " + sql).orElse("DROP DEFAULT"));
    }

    void required(int number, SetNotNull change) {
        ObjectName table = change.table();
        Column column = change.column();
        boolean known = rows.knows(table);
        if (!known || rows.hasNulls(table, column.name())) {
            String question = question(table, column);
            Optional<String> answer = answers.to(question);
            if (answer.isPresent()) {
                columns.fillAsAnswered(number, table, column.name(), answer.get(), answers.source(question));
                return;
            }
            if (column.defaultExpression().isEmpty()) {
                ask(table, column, known);
                if (!known) {
                    columns.setNotNullIfRowsAllow(number, table, column.name());
                }
                return;
            }
            columns.fill(
                    number,
                    table,
                    column.name(),
                    column.defaultExpression().get(),
                    Rollback.lossy("which rows had NULL in " + column.name() + " is not kept"));
            drafts.note("Rows of " + table + " with NULL in " + column.name() + " get the column's default.");
        }
        columns.setNotNull(number, table, column.name());
    }

    private static String question(ObjectName table, Column column) {
        return Answers.valueQuestion(table.toString(), column.name());
    }

    private void ask(ObjectName table, Column column, boolean known) {
        if (known) {
            drafts.leaveValueless(table, column.name());
        }
        DataType type = column.type();
        drafts.ask(new OpenQuestion(
                question(table, column),
                "The column " + column.name() + " of " + table + " becomes required"
                        + (known
                                ? ", and rows have NULL in it. Which value should they get?"
                                : ". If rows have NULL in it, which value should they get?")
                        + " Answer with an SQL expression of type " + type + ".",
                table,
                column.name(),
                List.of(),
                known
                        ? "The column stays without NOT NULL."
                        : "Where rows have NULL in it, the column stays without NOT NULL."));
    }

    void optional(int number, DropNotNull change) {
        drafts.add(relaxed(number, change.table(), change.column(), live));
    }

    /// Lets a column hold NULL. Back again, rows that hold NULL by then get a placeholder; where there is none, they
    /// keep their NULL and the column stays without NOT NULL.
    static Draft relaxed(int number, ObjectName table, Column column, Catalog catalog) {
        String name = SqlName.quoted(column.name());
        Rollback rollback = Placeholder.of(column, table, catalog)
                .map(value -> Rollback.lossless(
                        "UPDATE " + table.sql() + " SET " + name + " = " + value + " WHERE " + name + " IS NULL",
                        Sql.alterColumn(table, column.name(), "SET NOT NULL")))
                .orElse(Rollback.lossless(RequiredSql.ifFilled(table, column.name())));
        return Draft.sql(
                Rank.ALTER_COLUMN,
                number,
                "Let " + column.name() + " in " + table + " be empty",
                Sql.alterColumn(table, column.name(), "DROP NOT NULL"),
                rollback,
                Probes.columnIsNullable(table, column.name()));
    }
}
