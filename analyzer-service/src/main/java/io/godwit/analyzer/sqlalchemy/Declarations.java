package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement;
import io.godwit.analyzer.python.Statement.Assignment;
import io.godwit.analyzer.python.Statement.ClassDefinition;
import io.godwit.analyzer.python.Value;
import io.godwit.analyzer.sqlalchemy.MappedTable.DeclaredColumn;
import io.godwit.analyzer.sqlalchemy.MappedTable.Piece;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Finds the tables: classes with `__tablename__`, those Flask-SQLAlchemy and SQLModel name themselves, and `Table`
/// objects.
final class Declarations {
    private static final int DEEPEST = 20;

    private final Evaluation evaluation;
    private final List<Gap> gaps;
    private final Map<ObjectName, MappedTable> tables = new TreeMap<>();
    private final Conventions conventions;
    private final TableNames tableNames;
    private final OutsideBases bases;
    private final ClassColumns classColumns;
    private final TableArguments arguments;
    private final List<Shared> shared = new ArrayList<>();
    private final Map<Resolution, ObjectName> owners = new HashMap<>();
    private final Map<String, SourceLocation> open = new HashMap<>();

    /// Tables by the class or `Table` that declares them.
    private final class Owned implements LaterArguments.Taking {
        @Override
        public boolean argument(Resolution owner, Piece piece) {
            return with(owner, table -> table.with(piece));
        }

        @Override
        public boolean column(Resolution owner, DeclaredColumn column) {
            return with(owner, table -> table.with(column));
        }

        private boolean with(Resolution owner, UnaryOperator<MappedTable> more) {
            return Optional.ofNullable(owners.get(owner))
                    .map(table -> tables.computeIfPresent(table, (_, found) -> more.apply(found)))
                    .isPresent();
        }
    }

    /// The columns of a class that lives in the table of one above it.
    private record Shared(ClassReference owner, List<DeclaredColumn> columns) {}

    Declarations(Evaluation evaluation, List<Gap> gaps) {
        this.evaluation = evaluation;
        this.gaps = gaps;
        this.conventions = new Conventions(evaluation);
        this.tableNames = new TableNames(evaluation);
        this.bases = new OutsideBases(evaluation);
        this.classColumns = new ClassColumns(evaluation, tableNames, bases);
        this.arguments = new TableArguments(evaluation);
    }

    Map<ObjectName, MappedTable> tables() {
        for (PythonModule module : evaluation.names().modules()) {
            Scope scope = Scope.of(module);
            module.flattened().forEach(statement -> {
                switch (statement) {
                    case ClassDefinition type -> {
                        ClassReference reference = new ClassReference(scope, type);
                        mapped(reference);
                        tablesWithin(reference);
                    }
                    case Assignment assignment -> assignment.value().ifPresent(value -> table(scope, value));
                    case Statement _ -> {}
                }
            });
        }
        shared.forEach(this::share);
        LaterArguments later = new LaterArguments(evaluation, classColumns, new Owned());
        evaluation
                .names()
                .modules()
                .forEach(module ->
                        later.of(module, (location, what) -> gaps.add(new Gap(Optional.empty(), location, what))));
        return tables;
    }

    /// Attributes that may have a column or none, by what [TableBuilding#nameOf] calls them, and where they are
    /// assigned.
    Map<String, SourceLocation> open() {
        return open;
    }

    /// A class that is no model, but holds `Table` objects.
    private void tablesWithin(ClassReference type) {
        type.definition().flattened().forEach(statement -> {
            if (statement instanceof Assignment assignment) {
                assignment.value().ifPresent(value -> table(type.body(), value));
            }
        });
    }

    /// `Table("name", metadata, Column(...), ...)`.
    private void table(Scope scope, Expression value) {
        if (!(value instanceof Call call)
                || !call.calleeName().equals("Table")
                || call.positional().size() < 2) {
            return;
        }
        Optional<String> name =
                evaluation.of(scope, call.positional().getFirst()).flatMap(Value::asText);
        SourceLocation location = new SourceLocation(scope.module().path(), call.line());
        if (name.isEmpty()) {
            gaps.add(new Gap(Optional.empty(), location, "the name of a Table is no constant"));
            return;
        }
        List<DeclaredColumn> columns = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        for (Expression argument :
                call.positional().subList(2, call.positional().size())) {
            if (argument instanceof Call piece) {
                if (piece.calleeName().equals("Column")) {
                    columns.add(new DeclaredColumn(
                            named(scope, piece),
                            scope,
                            Optional.empty(),
                            Optional.of(piece),
                            new SourceLocation(scope.module().path(), piece.line())));
                } else {
                    pieces.add(new Piece(scope, piece));
                }
            } else if (!(argument instanceof Expression.Listed(List<Expression> none, int _) && none.isEmpty())) {
                gaps.add(new Gap(
                        Optional.of(ObjectName.inPublic(name.get())),
                        new SourceLocation(scope.module().path(), argument.line()),
                        name.get() + ": an argument of its Table is not understood"));
            }
        }
        String schema = call.keyword("schema")
                .flatMap(given -> evaluation.of(scope, given))
                .flatMap(Value::asText)
                .orElse("public");
        ObjectName table = new ObjectName(schema, name.get());
        owners.put(new Resolution.OfValue(scope, call), table);
        tables.put(
                table,
                new MappedTable(
                        table,
                        location,
                        columns,
                        pieces,
                        conventions.ofMetadata(scope, call.positional().get(1))));
    }

    /// The name of a `Column("name", ...)`; empty if that is not known.
    private String named(Scope scope, Call column) {
        return column.positional().stream()
                .findFirst()
                .or(() -> column.keyword("name"))
                .flatMap(given -> evaluation.of(scope, given))
                .flatMap(Value::asText)
                .orElse("");
    }

    private void mapped(ClassReference type) {
        ClassColumns.Members members = classColumns.of(type);
        Map<String, DeclaredColumn> columns = members.columns();
        boolean isAbstract =
                tableNames.own(type, "__abstract__").flatMap(this::truth).orElse(false);
        Optional<String> name = tableNames.of(type);
        if (!isAbstract && name.isEmpty()) {
            sharing(type, 0).ifPresent(owner -> shared.add(new Shared(owner, List.copyOf(columns.values()))));
        }
        if (!isAbstract && !columns.isEmpty() && tableNames.isUnclear(type)) {
            gaps.add(new Gap(
                    Optional.empty(),
                    new SourceLocation(type.module().path(), type.definition().line()),
                    "the __tablename__ of " + type.name() + " is not understood; its table is left as it is"));
        }
        if (isAbstract || name.isEmpty() || columns.isEmpty()) {
            return;
        }
        List<Piece> pieces = new ArrayList<>();
        List<SourceLocation> unknown = new ArrayList<>();
        List<SourceLocation> unknownSchemas = new ArrayList<>();
        String schema = arguments
                .of(type, new TableArguments.Found(pieces, unknown, unknownSchemas))
                .orElse("public");
        if (!unknownSchemas.isEmpty()) {
            gaps.add(new Gap(
                    Optional.empty(),
                    unknownSchemas.getFirst(),
                    "the schema in the __table_args__ of " + name.get()
                            + " is no constant; its table is left as it is"));
            return;
        }
        ObjectName table = new ObjectName(schema, name.get());
        owners.put(new Resolution.OfClass(type), table);
        members.open().forEach((attribute, where) -> open.put(TableBuilding.nameOf(table, attribute), where));
        bases.of(type)
                .forEach(outside -> gaps.add(new Gap(
                        Optional.of(table),
                        new SourceLocation(
                                type.module().path(), type.definition().line()),
                        table + ": its base class " + outside
                                + " is not among the files; columns it brings are not known")));
        unknown.forEach(where -> gaps.add(
                new Gap(Optional.of(table), where, table + ": a part of its __table_args__ is not understood")));
        tables.put(
                table,
                new MappedTable(
                        table,
                        new SourceLocation(
                                type.module().path(), type.definition().line()),
                        List.copyOf(columns.values()),
                        pieces,
                        conventions.ofClass(type)));
    }

    /// The class above whose table a class without one shares.
    private Optional<ClassReference> sharing(ClassReference type, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        if (depth > 0 && tableNames.isGiven(type)) {
            return Optional.of(type);
        }
        return evaluation.names().bases(type).stream()
                .filter(Resolution.OfClass.class::isInstance)
                .map(base -> ((Resolution.OfClass) base).type())
                .flatMap(parent -> sharing(parent, depth + 1).stream())
                .findFirst();
    }

    /// Puts what children in one table declare beside what the table's own class does.
    private void share(Shared more) {
        tableNames
                .of(more.owner())
                .map(name -> new ObjectName(
                        arguments
                                .of(
                                        more.owner(),
                                        new TableArguments.Found(
                                                new ArrayList<>(), new ArrayList<>(), new ArrayList<>()))
                                .orElse("public"),
                        name))
                .map(tables::get)
                .ifPresent(table -> {
                    Map<String, DeclaredColumn> columns = new LinkedHashMap<>();
                    table.columns().forEach(column -> columns.put(column.attribute(), column));
                    more.columns().forEach(column -> columns.putIfAbsent(column.attribute(), column));
                    tables.put(
                            table.name(),
                            new MappedTable(
                                    table.name(),
                                    table.location(),
                                    List.copyOf(columns.values()),
                                    table.arguments(),
                                    table.convention()));
                });
    }

    private Optional<Boolean> truth(Resolution resolution) {
        return evaluation.valueOf(resolution).flatMap(Value::asTruth);
    }
}
