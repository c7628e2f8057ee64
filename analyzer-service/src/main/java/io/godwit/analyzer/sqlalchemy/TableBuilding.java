package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.model.UnnamedCheck;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Value;
import io.godwit.analyzer.sqlalchemy.MappedTable.Piece;
import io.godwit.model.SourceLocation;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// From a declared table to the catalog's.
final class TableBuilding {
    private final Evaluation evaluation;
    private final ColumnReading columnReading;
    private final ForeignKeys foreignKeys;
    private final List<Gap> gaps;
    private final Map<Element, SourceLocation> locations = new HashMap<>();
    private final Map<Element, String> names = new HashMap<>();
    private final Map<Element, String> rowValues = new HashMap<>();

    TableBuilding(
            Evaluation evaluation,
            SqlTypes types,
            DeclaredSequences sequences,
            Map<ObjectName, MappedTable> declared,
            List<Gap> gaps) {
        this.evaluation = evaluation;
        this.gaps = gaps;
        this.columnReading = new ColumnReading(evaluation, types, sequences, declared, gaps);
        this.foreignKeys = new ForeignKeys(evaluation, declared);
    }

    Map<Element, SourceLocation> locations() {
        return locations;
    }

    Map<Element, String> names() {
        return names;
    }

    Map<Element, String> rowValues() {
        return rowValues;
    }

    /// What tells an attribute of a table's class apart.
    static String nameOf(ObjectName table, String attribute) {
        return table + "." + attribute;
    }

    Table table(MappedTable declared) {
        ObjectName name = declared.name();
        List<ReadColumn> columns = columnReading.of(declared);
        List<Constraint> constraints = new ArrayList<>();
        List<Index> indexes = new ArrayList<>();
        List<String> key = new ArrayList<>();
        for (ReadColumn column : columns) {
            Element element = new Element(name, column.column().name());
            locations.put(element, column.location());
            names.put(element, nameOf(name, column.attribute()));
            column.rowValue().ifPresent(value -> rowValues.put(element, value));
            if (column.primaryKey()) {
                key.add(column.column().name());
            }
            ofColumn(declared, column, constraints, indexes);
            column.checks()
                    .forEach(check ->
                            check(declared, columns, check, text(check.scope(), check.call(), "name"), constraints));
        }
        for (Piece piece : declared.arguments()) {
            argument(declared, columns, piece, constraints, indexes, key);
        }
        if (!key.isEmpty() && constraints.stream().noneMatch(Constraint.PrimaryKey.class::isInstance)) {
            constraints.add(new Constraint.PrimaryKey(declared.convention().primaryKey(name.name(), key), key));
        }
        List<Column> known = serials(name, columns, key);
        leaveOutUnknown(declared, known, constraints, indexes);
        return new Table(
                name,
                known,
                constraints.stream()
                        .sorted(Comparator.comparing(Constraint::name))
                        .toList(),
                indexes.stream().sorted(Comparator.comparing(Index::name)).toList());
    }

    /// A key over a column that is not understood waits for that column.
    private void leaveOutUnknown(
            MappedTable declared, List<Column> known, List<Constraint> constraints, List<Index> indexes) {
        Set<String> names = known.stream().map(Column::name).collect(Collectors.toSet());
        List<String> waiting = new ArrayList<>();
        constraints.removeIf(constraint -> {
            return !names.containsAll(constraint.columns()) && waiting.add(constraint.name());
        });
        indexes.removeIf(index -> !names.containsAll(index.columns()) && waiting.add(index.name()));
        waiting.forEach(name -> gaps.add(new Gap(
                Optional.of(declared.name()),
                declared.location(),
                declared.name() + ": " + name + " names a column that is not understood")));
    }

    /// The only column of a key counts by itself if it is an integer that refers to nothing.
    private static List<Column> serials(ObjectName table, List<ReadColumn> columns, List<String> key) {
        List<Column> all = new ArrayList<>();
        for (ReadColumn read : columns) {
            Column column = read.column();
            boolean inKey = key.contains(column.name());
            boolean counts = inKey
                    && (key.size() == 1 || read.autoincrement().orElse(false))
                    && read.autoincrement().orElse(true)
                    && read.foreignKeys().isEmpty()
                    && column.defaultExpression().isEmpty()
                    && column.generation() instanceof Generation.None
                    && column.type().sql().matches("integer|bigint|smallint");
            Column required = inKey ? column.withNullable(false) : column;
            all.add(counts ? required.serial(table) : required);
        }
        return all;
    }

    private void ofColumn(MappedTable declared, ReadColumn column, List<Constraint> constraints, List<Index> indexes) {
        String table = declared.name().name();
        List<String> names = List.of(column.column().name());
        if (column.index()) {
            String schema = declared.name().schema();
            String label = schema.equals("public") ? table : schema + "_" + table;
            indexes.add(Index.btree(declared.convention().index(table, label, names), column.unique(), names));
        } else if (column.unique()) {
            constraints.add(new Constraint.Unique(declared.convention().unique(table, names), names, false));
        }
        for (Piece piece : column.foreignKeys()) {
            foreignKeys
                    .ofColumn(declared, column.column().name(), piece)
                    .ifPresentOrElse(
                            constraints::add,
                            () -> gap(
                                    declared,
                                    piece,
                                    "the target of its foreign key on " + names.getFirst() + " is not understood"));
        }
    }

    private void argument(
            MappedTable declared,
            List<ReadColumn> columns,
            Piece piece,
            List<Constraint> constraints,
            List<Index> indexes,
            List<String> key) {
        Call call = piece.call();
        String table = declared.name().name();
        Optional<String> given = text(piece.scope(), call, "name");
        if (given.isEmpty()
                && call.keyword("name").filter(TableBuilding::isStated).isPresent()) {
            gap(declared, piece, "the name of a " + call.calleeName() + " of it is no constant");
            return;
        }
        switch (call.calleeName()) {
            case "UniqueConstraint" -> {
                List<String> names = columnNames(columns, call.positional());
                if (names.isEmpty() && !call.positional().isEmpty()) {
                    gap(declared, piece, "a column of a unique constraint of it is not understood");
                } else if (!names.isEmpty()) {
                    String name = given.orElseGet(() -> declared.convention().unique(table, names));
                    String deferrable =
                            foreignKeys.deferrable(piece).map(how -> " " + how).orElse("");
                    constraints.add(
                            deferrable.isEmpty()
                                    ? new Constraint.Unique(name, names, false)
                                    : new Constraint.Other(name, "UNIQUE (" + quoted(names) + ")" + deferrable));
                }
            }
            case "PrimaryKeyConstraint" -> {
                key.clear();
                key.addAll(columnNames(columns, call.positional()));
                given.ifPresent(name -> constraints.add(new Constraint.PrimaryKey(name, key)));
            }
            case "CheckConstraint" -> check(declared, columns, piece, given, constraints);
            case "ForeignKeyConstraint" ->
                foreignKeys
                        .ofTable(declared, piece)
                        .ifPresentOrElse(
                                constraints::add, () -> gap(declared, piece, "a foreign key of it is not understood"));
            case "Index" ->
                IndexReading.of(evaluation, declared, columns, piece)
                        .ifPresentOrElse(indexes::add, () -> gap(declared, piece, "an index of it is not understood"));
            case String other -> gap(declared, piece, other + " in its table arguments is not read");
        }
    }

    private void check(
            MappedTable declared,
            List<ReadColumn> columns,
            Piece piece,
            Optional<String> given,
            List<Constraint> constraints) {
        Optional<String> condition = piece.call().positional().stream()
                .findFirst()
                .or(() -> piece.call().keyword("sqltext"))
                .flatMap(value -> SqlText.of(evaluation, piece.scope(), value));
        if (condition.isEmpty()) {
            gap(declared, piece, "a check of it is no text");
            return;
        }
        String name = declared.convention()
                .check(declared.name().name(), given)
                .orElseGet(() -> UnnamedCheck.name(
                        declared.name().name(),
                        columns.stream().map(each -> each.column().name()).toList(),
                        condition.get()));
        constraints.add(new Constraint.Check(name, condition.get(), true));
    }

    /// The columns that texts, attributes (`User.name`) and bare names mean.
    static List<String> columnNames(List<ReadColumn> columns, List<Expression> written) {
        List<String> names = new ArrayList<>();
        for (Expression expression : written) {
            String name = expression instanceof Expression.Text(String text, int _)
                    ? text
                    : SqlTypes.last(expression.dotted().orElse(""));
            columns.stream()
                    .filter(column -> column.column().name().equals(name)
                            || column.attribute().equals(name))
                    .findFirst()
                    .ifPresent(column -> names.add(column.column().name()));
        }
        return names.size() == written.size() ? names : List.of();
    }

    private static boolean isStated(Expression name) {
        return !(name instanceof Expression.Constant(String word, int _) && word.equals("None"));
    }

    private Optional<String> text(Scope scope, Call call, String keyword) {
        return call.keyword(keyword)
                .flatMap(value -> evaluation.of(scope, value))
                .flatMap(Value::asText);
    }

    private void gap(MappedTable declared, Piece piece, String what) {
        gaps.add(new Gap(
                Optional.of(declared.name()),
                new SourceLocation(piece.scope().module().path(), piece.call().line()),
                declared.name() + ": " + what));
    }

    private static String quoted(List<String> names) {
        return String.join(", ", names.stream().map(SqlName::quoted).toList());
    }
}
