package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.SqlLiterals;
import io.godwit.analyzer.python.Value;
import io.godwit.analyzer.sqlalchemy.MappedTable.DeclaredColumn;
import io.godwit.analyzer.sqlalchemy.MappedTable.Piece;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the columns of a table. One whose type is not understood is left out, with a gap.
final class ColumnReading {
    private static final int DEEPEST_REFERENCE = 20;

    /// What an annotation alone stands for.
    private static final Call NOTHING_GIVEN = new Call(new Expression.Name("mapped_column", 1), List.of(), 1);

    private final Evaluation evaluation;
    private final SqlTypes types;
    private final DeclaredSequences sequences;
    private final Map<ObjectName, MappedTable> declared;
    private final List<Gap> gaps;
    private int depth;

    ColumnReading(
            Evaluation evaluation,
            SqlTypes types,
            DeclaredSequences sequences,
            Map<ObjectName, MappedTable> declared,
            List<Gap> gaps) {
        this.sequences = sequences;
        this.evaluation = evaluation;
        this.types = types;
        this.declared = declared;
        this.gaps = gaps;
    }

    List<ReadColumn> of(MappedTable table) {
        List<ReadColumn> columns = new ArrayList<>();
        for (DeclaredColumn column : table.columns()) {
            of(table, column)
                    .ifPresentOrElse(
                            columns::add,
                            () -> gaps.add(
                                    new Gap(
                                            Optional.of(table.name()),
                                            column.location(),
                                            table.name() + "." + column.attribute()
                                                    + " is left as it is in the database: its type or name is not understood")));
        }
        return columns;
    }

    private Optional<ReadColumn> of(MappedTable table, DeclaredColumn declaredColumn) {
        ColumnAnnotation annotated = ColumnAnnotation.of(declaredColumn, types, evaluation);
        Scope scope = declaredColumn.scope();
        Call call = annotated.under(declaredColumn.call().orElse(NOTHING_GIVEN));
        List<Piece> foreignKeys = new ArrayList<>();
        List<Piece> checks = new ArrayList<>();
        Optional<DataType> type = Optional.empty();
        Generation generation = new Generation.None();
        boolean bySequence = false;
        boolean nameUnknown =
                call.keyword("name").filter(ColumnReading::isStated).isPresent()
                        && text(scope, call, "name").isEmpty();
        Optional<DataType> open = Optional.empty();
        for (Expression argument : call.positional()) {
            Optional<String> text = argument instanceof Call
                    ? Optional.empty()
                    : evaluation.of(scope, argument).flatMap(Value::asText);
            if (text.isPresent()) {
                continue;
            }
            if (argument instanceof Call inner) {
                switch (inner.calleeName()) {
                    case "ForeignKey" -> {
                        foreignKeys.add(new Piece(scope, inner));
                        continue;
                    }
                    case "CheckConstraint" -> {
                        checks.add(new Piece(scope, inner));
                        continue;
                    }
                    case "Identity" -> {
                        generation = new Generation.Identity(truth(scope, inner, "always", false));
                        continue;
                    }
                    case "Computed" -> {
                        generation = new Generation.Stored(inner.positional().stream()
                                .findFirst()
                                .flatMap(sql -> SqlText.of(evaluation, scope, sql))
                                .orElse("NULL"));
                        continue;
                    }
                    case "Sequence" -> {
                        sequences.meet(scope, inner, table.name());
                        bySequence = true;
                        continue;
                    }
                    default -> {}
                }
            }
            if (sequences.meet(scope, argument, table.name()).isPresent()) {
                bySequence = true;
                continue;
            }
            Optional<DataType> before = type;
            type = type.or(() -> types.of(scope, argument, table.name().schema()));
            nameUnknown |= before.isEmpty()
                    && type.isEmpty()
                    && call.positional().size() > 1
                    && argument == call.positional().getFirst();
            open = type.isPresent() ? Optional.empty() : types.open(scope, argument);
        }
        if (nameUnknown) {
            return Optional.empty();
        }
        Optional<Expression> keywordType = call.keyword("type_").or(() -> call.keyword("sa_type"));
        type = type.or(() -> keywordType.flatMap(
                        value -> types.of(scope, value, table.name().schema())))
                .or(() -> annotated
                        .type()
                        .flatMap(python -> types.ofPython(
                                        annotated.scope(), python, table.name().schema())
                                .or(() -> types.of(
                                        annotated.scope(), python, table.name().schema()))))
                .or(() -> foreignKeys.stream().findFirst().flatMap(this::referencedType))
                .or(() -> keywordType.flatMap(value -> types.open(scope, value)));
        if (type.isEmpty()) {
            type = open;
        }
        call.keyword("foreign_key")
                .ifPresent(target -> foreignKeys.add(new Piece(
                        scope,
                        new Call(
                                new Expression.Name("ForeignKey", 1),
                                List.of(new Expression.Argument("", target)),
                                call.line()))));
        boolean primaryKey = truth(scope, call, "primary_key", false);
        boolean nullable = truth(scope, call, "nullable", annotated.nullable().orElse(!primaryKey)) && !primaryKey;
        Optional<String> serverDefault = call.keyword("server_default")
                .flatMap(value -> sequences
                        .nextValue(scope, value, table.name())
                        .or(() -> SqlText.defaultOf(evaluation, scope, value)));
        if (depth == 0
                && serverDefault.isEmpty()
                && call.keyword("server_default")
                        .filter(ColumnReading::isStated)
                        .isPresent()) {
            gaps.add(new Gap(
                    Optional.of(table.name()),
                    declaredColumn.location(),
                    "the default of " + table.name() + "." + name(declaredColumn) + " is not understood"));
        }
        for (String keyword : List.of("primary_key", "nullable", "unique", "index")) {
            Optional<Expression> given = call.keyword(keyword);
            if (depth == 0 && given.isPresent() && truth(scope, given.get()).isEmpty()) {
                gaps.add(new Gap(
                        Optional.of(table.name()),
                        declaredColumn.location(),
                        keyword + " of " + table.name() + "." + name(declaredColumn) + " is no constant"));
            }
        }
        Generation made = generation;
        Optional<Boolean> autoincrement = call.keyword("autoincrement")
                .flatMap(value -> evaluation.of(scope, value))
                .flatMap(
                        value -> value instanceof Value.Truth(boolean isTrue) ? Optional.of(isTrue) : Optional.empty());
        Optional<Boolean> counts = bySequence ? Optional.of(false) : autoincrement;
        return type.map(found -> new ReadColumn(
                declaredColumn.attribute(),
                new Column(
                        name(declaredColumn),
                        found,
                        nullable && !(made instanceof Generation.Identity),
                        serverDefault,
                        made),
                primaryKey,
                truth(scope, call, "unique", false),
                truth(scope, call, "index", false),
                counts,
                foreignKeys,
                checks,
                rowValue(scope, call, found).filter(_ -> !truth(scope, call, "unique", false)),
                declaredColumn.location()));
    }

    /// What the database calls a column. Only the one that is asked for is read whole: its own type may come from
    /// another table again.
    private String name(DeclaredColumn column) {
        Call call = ColumnAnnotation.of(column, types, evaluation)
                .under(column.call().orElse(NOTHING_GIVEN));
        return call.positional().stream()
                .filter(argument -> !(argument instanceof Call))
                .flatMap(argument -> evaluation.of(column.scope(), argument).stream())
                .flatMap(value -> value.asText().stream())
                .findFirst()
                .or(() -> text(column.scope(), call, "name"))
                .orElse(column.attribute());
    }

    private static boolean isStated(Expression value) {
        return !(value instanceof Expression.Constant(String word, int _) && word.equals("None"))
                && !(value instanceof Call made && made.calleeName().equals("FetchedValue"));
    }

    private Optional<DataType> referencedType(Piece foreignKey) {
        if (depth > DEEPEST_REFERENCE) {
            return Optional.empty();
        }
        depth++;
        try {
            return new ForeignKeys(evaluation, declared)
                    .target(foreignKey)
                    .flatMap(target -> Optional.ofNullable(declared.get(target.table()))
                            .flatMap(table -> table.columns().stream()
                                    .filter(column -> name(column).equals(target.column()))
                                    .findFirst()
                                    .flatMap(column -> of(table, column)))
                            .map(column -> column.column().type()));
        } finally {
            depth--;
        }
    }

    /// What Python gives to new rows: existing ones get the same.
    private Optional<String> rowValue(Scope scope, Call call, DataType type) {
        Optional<Expression> given = call.keyword("default").or(() -> call.keyword("default_factory"));
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (given.get() instanceof Call made
                && made.callee()
                        .dotted()
                        .filter(name -> name.endsWith("func.now"))
                        .isPresent()) {
            return Optional.of("now()");
        }
        Expression value = given.get() instanceof Expression.Lambda(Expression body, int _) ? body : given.get();
        Optional<Value> constant = evaluation.of(scope, value);
        if (constant.isPresent() && !(constant.get() instanceof Value.Named)) {
            return SqlLiterals.typed(constant.get(), type);
        }
        Expression callee = value instanceof Call made ? made.callee() : value;
        return switch (evaluation.names().resolve(scope, callee)) {
            case Resolution.External(String dotted)
            when dotted.equals("uuid.uuid4") ->
                Optional.of(type.sql().equals("uuid") ? "gen_random_uuid()" : "gen_random_uuid()::text");
            case Resolution.External(String dotted)
            when dotted.matches("datetime\\.datetime\\.(now|utcnow)") -> Optional.of("CURRENT_TIMESTAMP");
            case Resolution.Unknown(String name)
            when name.equals("dict") || name.equals("list") ->
                SqlLiterals.typed(name.equals("dict") ? new Value.Mapped(Map.of()) : new Value.Listed(List.of()), type);
            case Resolution _ -> Optional.empty();
        };
    }

    private boolean truth(Scope scope, Call call, String keyword, boolean otherwise) {
        return call.keyword(keyword).flatMap(value -> truth(scope, value)).orElse(otherwise);
    }

    private Optional<Boolean> truth(Scope scope, Expression value) {
        return evaluation.of(scope, value).flatMap(Value::asTruth);
    }

    private Optional<String> text(Scope scope, Call call, String keyword) {
        return call.keyword(keyword)
                .flatMap(value -> evaluation.of(scope, value))
                .flatMap(Value::asText);
    }
}
