package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Value;
import io.godwit.analyzer.sqlalchemy.MappedTable.Piece;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ReferentialAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `ForeignKey(...)` of columns and `ForeignKeyConstraint(...)` of tables.
final class ForeignKeys {
    private final Evaluation evaluation;
    private final Map<ObjectName, MappedTable> declared;

    ForeignKeys(Evaluation evaluation, Map<ObjectName, MappedTable> declared) {
        this.evaluation = evaluation;
        this.declared = declared;
    }

    record Target(ObjectName table, String column) {}

    Optional<Constraint> ofColumn(MappedTable table, String column, Piece piece) {
        return target(piece)
                .or(() -> own(table, piece))
                .map(target -> foreignKey(table, piece, List.of(column), target.table(), List.of(target.column())));
    }

    /// `ForeignKey(id)`: a column of the same class, by its bare name.
    private static Optional<Target> own(MappedTable table, Piece piece) {
        return piece.call().positional().stream()
                .findFirst()
                .flatMap(written ->
                        written instanceof Expression.Name(String name, int _) ? Optional.of(name) : Optional.empty())
                .filter(name -> table.columns().stream()
                        .anyMatch(column -> column.attribute().equals(name)))
                .map(name -> new Target(table.name(), name));
    }

    Optional<Constraint> ofTable(MappedTable table, Piece piece) {
        List<Expression> lists = piece.call().positional();
        if (lists.size() < 2
                || !(lists.get(0) instanceof Expression.Listed(List<Expression> from, int _))
                || !(lists.get(1) instanceof Expression.Listed(List<Expression> to, int _))) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>();
        from.forEach(name ->
                evaluation.of(piece.scope(), name).flatMap(Value::asText).ifPresent(columns::add));
        List<Target> targets = new ArrayList<>();
        to.forEach(name -> target(piece, name).ifPresent(targets::add));
        if (columns.isEmpty() || columns.size() != targets.size() || columns.size() != from.size()) {
            return Optional.empty();
        }
        return Optional.of(foreignKey(
                table,
                piece,
                columns,
                targets.getFirst().table(),
                targets.stream().map(Target::column).toList()));
    }

    Optional<Target> target(Piece piece) {
        return piece.call().positional().stream()
                .findFirst()
                .or(() -> piece.call().keyword("column"))
                .flatMap(written -> target(piece, written));
    }

    /// `"table.column"`, `"schema.table.column"`, `Model.column`, `table.c.column`.
    private Optional<Target> target(Piece piece, Expression written) {
        Optional<String> text = evaluation.of(piece.scope(), written).flatMap(Value::asText);
        if (text.isPresent()) {
            String[] parts = text.get().split("\\.");
            return switch (parts.length) {
                case 2 -> Optional.of(new Target(ObjectName.inPublic(parts[0]), parts[1]));
                case 3 -> Optional.of(new Target(new ObjectName(parts[0], parts[1]), parts[2]));
                default -> Optional.empty();
            };
        }
        if (written
                        instanceof
                        Expression.Attribute(
                                Expression.Attribute(Expression owner, String columns, int _),
                                String column,
                                int _)
                && columns.matches("c|columns")
                && evaluation.names().resolve(piece.scope(), owner)
                        instanceof Resolution.OfValue(Scope scope, Call made)
                && made.calleeName().equals("Table")
                && !made.positional().isEmpty()) {
            Optional<String> schema = made.keyword("schema")
                    .flatMap(value -> evaluation.of(scope, value))
                    .flatMap(Value::asText);
            return evaluation
                    .of(scope, made.positional().getFirst())
                    .flatMap(Value::asText)
                    .map(name -> new Target(new ObjectName(schema.orElse("public"), name), column));
        }
        if (written instanceof Expression.Attribute(Expression owner, String column, int _)
                && evaluation.names().resolve(piece.scope(), owner)
                        instanceof Resolution.OfClass(ClassReference type)) {
            return declared.values().stream()
                    .filter(table -> table.location().line()
                                    == type.definition().line()
                            && table.location().file().equals(type.module().path()))
                    .findFirst()
                    .map(table -> new Target(table.name(), column));
        }
        return Optional.empty();
    }

    private Constraint foreignKey(
            MappedTable table, Piece piece, List<String> columns, ObjectName toTable, List<String> toColumns) {
        Call call = piece.call();
        String name = text(piece, "name")
                .orElseGet(() -> table.convention()
                        .foreignKey(table.name().name(), columns, toTable.name(), toColumns.getFirst()));
        return new Constraint.ForeignKey(
                name,
                columns,
                toTable,
                toColumns,
                action(piece, "ondelete"),
                action(piece, "onupdate"),
                deferrable(new Piece(piece.scope(), call)),
                true);
    }

    /// How a constraint may be postponed; empty if it may not.
    Optional<String> deferrable(Piece piece) {
        boolean may = piece.call()
                .keyword("deferrable")
                .flatMap(value -> evaluation.of(piece.scope(), value))
                .flatMap(Value::asTruth)
                .orElse(false);
        boolean deferred =
                text(piece, "initially").filter("DEFERRED"::equalsIgnoreCase).isPresent();
        return may || deferred
                ? Optional.of(deferred ? "DEFERRABLE INITIALLY DEFERRED" : "DEFERRABLE")
                : Optional.empty();
    }

    private ReferentialAction action(Piece piece, String keyword) {
        return switch (text(piece, keyword).orElse("").toUpperCase(Locale.ROOT)) {
            case "CASCADE" -> ReferentialAction.CASCADE;
            case "SET NULL" -> ReferentialAction.SET_NULL;
            case "SET DEFAULT" -> ReferentialAction.SET_DEFAULT;
            case "RESTRICT" -> ReferentialAction.RESTRICT;
            default -> ReferentialAction.NO_ACTION;
        };
    }

    private Optional<String> text(Piece piece, String keyword) {
        return piece.call()
                .keyword(keyword)
                .flatMap(value -> evaluation.of(piece.scope(), value))
                .flatMap(Value::asText);
    }
}
