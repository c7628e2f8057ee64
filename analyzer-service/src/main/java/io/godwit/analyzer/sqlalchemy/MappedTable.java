package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Scope;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A table as declared: by a class, or by a `Table`.
///
/// @param columns   in order
/// @param arguments constraints and indexes beside the columns
/// @param convention the names of constraints nobody named
record MappedTable(
        ObjectName name,
        SourceLocation location,
        List<DeclaredColumn> columns,
        List<Piece> arguments,
        NamingConvention convention) {
    MappedTable {
        columns = List.copyOf(columns);
        arguments = List.copyOf(arguments);
    }

    /// The same with a further constraint or index.
    MappedTable with(Piece argument) {
        return new MappedTable(name, location, columns, joined(arguments, argument), convention);
    }

    MappedTable with(DeclaredColumn column) {
        return new MappedTable(name, location, joined(columns, column), arguments, convention);
    }

    private static <T> List<T> joined(List<T> all, T one) {
        return Stream.concat(all.stream(), Stream.of(one)).toList();
    }

    /// A call and where its names are looked up.
    record Piece(Scope scope, Call call) {}

    /// @param attribute  what the class calls it
    /// @param annotation the inside of `Mapped[...]`
    /// @param call       `Column(...)` or `mapped_column(...)`
    record DeclaredColumn(
            String attribute,
            Scope scope,
            Optional<Expression> annotation,
            Optional<Call> call,
            SourceLocation location) {}
}
