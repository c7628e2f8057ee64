package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange.AddColumn;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Rollback;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Plans new columns. A required one whose existing rows get no value from a default is added without NOT NULL; the
/// rows of a point in time are filled with the current one, others wait for an answer.
final class AddedColumns {
    private static final int FIRST_BATCH_ROWS = 1000;

    /// What an expression has that some values refuse: a division, a cast, a conversion.
    private static final Pattern MAY_FAIL = Pattern.compile("(?i)[/%]|::(?!text|character)|\\b(cast|to_\\w+)\\s*\\(");

    private final Catalog live;
    private final LiveTables rows;
    private final Answers answers;
    private final MergedColumns merged;
    private final Drafts drafts;

    AddedColumns(Catalog live, LiveTables rows, Answers answers, MergedColumns merged, Drafts drafts) {
        this.live = live;
        this.rows = rows;
        this.answers = answers;
        this.merged = merged;
        this.drafts = drafts;
    }

    void plan(int number, AddColumn add) {
        ObjectName table = add.table();
        Column column = add.column();
        Optional<String> computed = computedBy(column);
        if (computed.isPresent()
                && rows.knows(table)
                && rows.refuses(
                        table, "(" + computed.get() + ")::" + column.type().sql())) {
            askAboutComputed(table, column, "cannot be computed for some rows", "The column is not added.");
            return;
        }
        if (computed.isPresent() && !column.nullable()) {
            requiredComputed(number, table, column, computed.get());
            return;
        }
        String question = Answers.valueQuestion(table.toString(), column.name());
        boolean mayHaveRows = rows.hasRows(table) || !rows.knows(table);
        boolean needsValue = needsValue(column) && mayHaveRows;
        Column added = needsValue ? column.withNullable(true) : column;
        add(number, table, added);
        if (needsValue) {
            giveValue(number, table, column);
        } else if (mayHaveRows && column.nullable() && isOrdinary(column)) {
            answers.given(question).ifPresent(value -> fillOptional(number, table, column.name(), value, question));
        }
    }

    private void add(int number, ObjectName table, Column column) {
        boolean mayFail = computedBy(column)
                .filter(expression -> MAY_FAIL.matcher(expression).find())
                .isPresent();
        drafts.add(Draft.sql(
                        isComputed(column) ? Rank.ADD_COMPUTED_COLUMN : Rank.ADD_COLUMN,
                        number,
                        "Add the column " + column.name() + " to " + table,
                        Sql.addColumn(table, column),
                        Rollback.lossless(Sql.dropColumn(table, column.name())),
                        Probes.columnExists(table, column.name()))
                .decidedByRows(mayFail && !rows.knows(table)));
    }

    /// PostgreSQL changes no type of a column that such a one uses, so the others change first.
    private static boolean isComputed(Column column) {
        return column.generation() instanceof Column.Generation.Stored
                || column.generation() instanceof Column.Generation.Virtual;
    }

    private static Optional<String> computedBy(Column column) {
        return switch (column.generation()) {
            case Column.Generation.Stored(String expression) -> Optional.of(expression);
            case Column.Generation _ -> Optional.empty();
        };
    }

    /// A computed column may come to NULL in some row, where it is required.
    private void requiredComputed(int number, ObjectName table, Column column, String expression) {
        boolean known = rows.knows(table);
        RowsSay say = known && rows.hasRows(table)
                ? rows.fulfil(table, "(" + expression + ") IS NOT NULL")
                : known ? RowsSay.YES : RowsSay.PERHAPS;
        boolean sure = say == RowsSay.YES;
        add(number, table, sure ? column : column.withNullable(true));
        if (sure) {
            return;
        }
        if (say == RowsSay.NO) {
            askAboutComputed(
                    table,
                    column,
                    "is required, and comes to NULL for some rows",
                    "The column is added without NOT NULL.");
        } else {
            setNotNullIfRowsAllow(number, table, column.name());
        }
    }

    private void askAboutComputed(ObjectName table, Column column, String what, String withoutAnswer) {
        drafts.ask(new OpenQuestion(
                "computed:" + table + "." + column.name(),
                "The column " + column.name() + " of " + table + " " + what
                        + ". Correct those rows or the expression, then plan again.",
                table,
                column.name(),
                List.of(),
                withoutAnswer));
    }

    private static boolean needsValue(Column column) {
        return !column.nullable() && isOrdinary(column);
    }

    private static boolean isOrdinary(Column column) {
        return column.defaultExpression().isEmpty() && column.generation() instanceof Column.Generation.None;
    }

    private void fillOptional(int number, ObjectName table, String column, String expression, String question) {
        fill(number, table, column, "(" + expression + ")", merged.undoFill(table, column));
        drafts.fillLater(table, column);
        tellFilled(table, column, expression, answers.source(question));
    }

    private void tellFilled(ObjectName table, String column, String expression, String source) {
        drafts.note("Existing rows of " + table + " get " + expression + " as their " + column + ", " + source + ".");
    }

    private void giveValue(int number, ObjectName table, Column column) {
        String question = Answers.valueQuestion(table.toString(), column.name());
        Optional<String> answer = answers.to(question);
        if (answer.isPresent()) {
            fillAsAnswered(number, table, column.name(), answer.get(), answers.source(question));
            return;
        }
        if (isPointInTime(column)) {
            fill(number, table, column.name(), "CURRENT_TIMESTAMP", Rollback.lossless());
            setNotNull(number, table, column.name());
            drafts.fillLater(table, column.name());
            drafts.note("Existing rows of " + table + " get the time of the migration as their " + column.name() + ".");
            return;
        }
        boolean known = rows.knows(table);
        drafts.ask(new OpenQuestion(
                question,
                "The column " + column.name() + " of " + table + " is required and has no default"
                        + (known
                                ? ", and the table has rows. Which value should they get?"
                                : ". If the table has rows, which value should they get?")
                        + " Answer with an SQL expression of type " + column.type() + ".",
                table,
                column.name(),
                List.of(),
                "The column is added without NOT NULL; existing rows have NULL in it."
                        + (known ? "" : " Where there are none, it gets NOT NULL.")));
        if (known) {
            drafts.leaveValueless(table, column.name());
        } else {
            setNotNullIfRowsAllow(number, table, column.name());
        }
    }

    /// The value somebody gave for existing rows, and NOT NULL after it.
    ///
    /// @param source who gave it, for people
    void fillAsAnswered(int number, ObjectName table, String column, String expression, String source) {
        fill(number, table, column, "(" + expression + ")", merged.undoFill(table, column));
        setNotNull(number, table, column);
        drafts.fillLater(table, column);
        tellFilled(table, column, expression, source);
    }

    /// A backfill of the rows that have NULL.
    void fill(int number, ObjectName table, String column, String value, Rollback rollback) {
        String name = SqlName.quoted(column);
        drafts.add(new Draft(
                Rank.BACKFILL,
                number,
                "Give existing rows of " + table + " a value for " + column,
                new Action.Backfill(table, rowKey(table), name + " = " + value, name + " IS NULL", FIRST_BATCH_ROWS),
                rollback,
                Optional.of("SELECT NOT EXISTS (SELECT 1 FROM " + table.sql() + " WHERE " + name + " IS NULL)")));
    }

    void setNotNull(int number, ObjectName table, String column) {
        drafts.add(required(number, table, column));
    }

    /// NOT NULL for a table of whose rows nothing is known.
    void setNotNullIfRowsAllow(int number, ObjectName table, String column) {
        drafts.add(required(number, table, column).decidedByRows(true));
    }

    private static Draft required(int number, ObjectName table, String column) {
        return Draft.sql(
                Rank.SET_NOT_NULL,
                number,
                "Require a value for " + column + " in " + table,
                Sql.alterColumn(table, column, "SET NOT NULL"),
                Rollback.lossless(Sql.alterColumn(table, column, "DROP NOT NULL")),
                Probes.columnIsNotNull(table, column));
    }

    /// The primary key, else a unique index over columns without NULLs; empty if the table has neither.
    private List<String> rowKey(ObjectName name) {
        Optional<Table> table = live.table(name);
        return table.flatMap(Table::primaryKey)
                .map(Constraint.PrimaryKey::columns)
                .or(() -> table.stream()
                        .flatMap(found -> found.indexes().stream()
                                .filter(index -> index.unique()
                                        && index.valid()
                                        && index.predicate().isEmpty())
                                .map(Index::columns)
                                .filter(columns -> columns.stream().noneMatch(column -> isNullable(found, column))))
                        .filter(columns -> !columns.isEmpty())
                        .findFirst())
                .orElse(List.of());
    }

    private static boolean isNullable(Table table, String column) {
        return table.column(column).map(Column::nullable).orElse(true);
    }

    static boolean isPointInTime(Column column) {
        return column.type().sql().matches("(timestamp|date|time)\\b[^\\[]*");
    }
}
