package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.model.PlainStatements;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Argument;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Value;
import io.godwit.analyzer.sqlalchemy.MappedTable.DeclaredColumn;
import io.godwit.analyzer.sqlalchemy.MappedTable.Piece;
import io.godwit.model.SourceLocation;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The SQL of Alembic's operations, as its PostgreSQL dialect writes it.
final class AlembicSql {
    private final Evaluation evaluation;
    private final Scope scope;
    private final Map<ObjectName, EnumType> enums;
    private final Set<ObjectName> created;
    private final SqlTypes types;

    AlembicSql(Evaluation evaluation, Scope scope) {
        this(evaluation, scope, new TreeMap<>(), new HashSet<>());
    }

    private AlembicSql(Evaluation evaluation, Scope scope, Map<ObjectName, EnumType> enums, Set<ObjectName> created) {
        this.evaluation = evaluation;
        this.scope = scope;
        this.enums = enums;
        this.created = created;
        this.types = new SqlTypes(evaluation, enums, UnknownTypes.ASKED);
    }

    /// The same where other names are bound.
    AlembicSql within(Scope other) {
        return new AlembicSql(evaluation, other, enums, created);
    }

    /// Why an operation cannot be brought to SQL.
    static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String why;
        private final transient Optional<Element> element;

        Unknown(String why) {
            this(why, Optional.empty());
        }

        private Unknown(String why, Optional<Element> element) {
            super(why);
            this.why = why;
            this.element = element;
        }

        String why() {
            return why;
        }

        /// What is not made for it, if that is known.
        Optional<Element> element() {
            return element;
        }
    }

    /// An operation of `with op.batch_alter_table('table') as batch_op`: the same with the table put in.
    List<String> inBatch(Call batch, String method, Call call) {
        AlembicArguments within = new AlembicArguments(evaluation, scope, batch);
        List<Argument> arguments = new ArrayList<>(call.arguments());
        Argument table = new Argument("", within.written(0, "table_name"));
        boolean leads = method.matches("add_column|drop_column|alter_column");
        boolean byName = !leads && call.positional().isEmpty()
                || method.equals("drop_index") && call.positional().size() != 1;
        String called = method.equals("create_foreign_key") ? "source_table" : "table_name";
        arguments.add(byName ? arguments.size() : leads ? 0 : 1, byName ? new Argument(called, table.value()) : table);
        String around = method.equals("create_foreign_key") ? "source_schema" : "schema";
        batch.keyword("schema").ifPresent(schema -> arguments.add(new Argument(around, schema)));
        return of(method, new Call(call.callee(), arguments, call.line()));
    }

    List<String> of(String method, Call call) {
        AlembicArguments given = new AlembicArguments(evaluation, scope, call);
        try {
            return of(method, call, given);
        } catch (Unknown problem) {
            throw new Unknown(problem.why(), AlembicElement.of(method, given));
        }
    }

    private List<String> of(String method, Call call, AlembicArguments given) {
        return switch (method) {
            case "create_table" -> createTable(call, given);
            case "drop_table" ->
                List.of("DROP TABLE " + given.table(0, "table_name").sql());
            case "rename_table" ->
                List.of("ALTER TABLE " + given.table(0, "old_table_name").sql() + " RENAME TO "
                        + given.name(1, "new_table_name"));
            case "add_column" -> addColumn(given);
            case "drop_column" ->
                List.of("ALTER TABLE " + given.table(0, "table_name").sql() + " DROP COLUMN "
                        + given.name(1, "column_name"));
            case "alter_column" -> alterColumn(given);
            case "create_index" -> List.of(createIndex(given));
            case "drop_index" ->
                List.of("DROP INDEX " + (given.isTrue("postgresql_concurrently") ? "CONCURRENTLY " : "")
                        + (given.isTrue("if_exists") ? "IF EXISTS " : "")
                        + given.text("schema")
                                .map(schema -> SqlName.quoted(schema) + ".")
                                .orElse("")
                        + given.name(0, "index_name"));
            case "create_foreign_key" -> List.of(foreignKey(given));
            case "create_unique_constraint" ->
                List.of(constraint(given, "UNIQUE (" + given.names(2, "columns") + ")" + given.deferrable()));
            case "create_primary_key" -> List.of(constraint(given, "PRIMARY KEY (" + given.names(2, "columns") + ")"));
            case "create_check_constraint" -> List.of(constraint(given, "CHECK (" + given.sql(2, "condition") + ")"));
            case "drop_constraint" ->
                List.of("ALTER TABLE " + given.table(1, "table_name").sql() + " DROP CONSTRAINT "
                        + given.name(0, "constraint_name"));
            case "execute" -> execute(call, false);
            case "bulk_insert" -> new AlembicRows(evaluation, scope).inserted(call);
            case "create_table_comment" ->
                List.of("COMMENT ON TABLE " + given.table(0, "table_name").sql() + " IS "
                        + given.textAt(1, "comment").map(SqlName::literal).orElse("NULL"));
            case "drop_table_comment" ->
                List.of("COMMENT ON TABLE " + given.table(0, "table_name").sql() + " IS NULL");
            case String other -> throw new Unknown("op." + other + " is not read; give its SQL");
        };
    }

    /// @param readsToo whether what is executed may be a query for its rows, which changes nothing
    List<String> execute(Call call, boolean readsToo) {
        AlembicArguments given = new AlembicArguments(evaluation, scope, call);
        String sql = given.sql(0, "sqltext");
        if (readsToo && sql.stripLeading().matches("(?is)(?:select|with|show)\\b.*")) {
            return List.of();
        }
        boolean bound = call.positional().stream()
                .limit(1)
                .anyMatch(first ->
                        first instanceof Call wrapped && wrapped.calleeName().equals("bindparams"));
        if (call.positional().size() > 1 || bound) {
            throw new Unknown("its SQL has parameters");
        }
        return List.of(sql);
    }

    /// `CREATE TYPE` or `DROP TYPE` for `Enum(...).create(bind)`; empty if it is no enum.
    Optional<String> type(Expression owner, String method) {
        Expression written = resolved(owner);
        if (method.equals("drop")
                && written instanceof Call call
                && call.positional().isEmpty()) {
            Optional<String> named = text(call, "name");
            if (named.isPresent()) {
                return named.map(name -> "DROP TYPE IF EXISTS "
                        + new ObjectName(text(call, "schema").orElse("public"), name).sql());
            }
        }
        Set<ObjectName> known = new HashSet<>(enums.keySet());
        Optional<String> type = types.of(scope, written, "public").map(found -> found.sql());
        return type.flatMap(name -> enums.values().stream()
                .filter(each -> !known.contains(each.name())
                        || name.endsWith(each.name().name())
                        || name.endsWith(SqlName.quoted(each.name().name())))
                .findFirst()
                .map(each -> method.equals("create")
                        ? create(each)
                        : "DROP TYPE IF EXISTS " + each.name().sql()));
    }

    private Optional<String> text(Call call, String keyword) {
        return call.keyword(keyword)
                .flatMap(value -> evaluation.of(scope, value))
                .flatMap(Value::asText);
    }

    private String create(EnumType type) {
        created.add(type.name());
        return PlainStatements.between(Catalog.empty(), Catalog.of(Set.of(), Set.of(), List.of(), List.of(type)))
                .getFirst();
    }

    private List<String> createTable(Call call, AlembicArguments given) {
        ObjectName name = given.table(0, "table_name");
        return statements(
                name,
                List.of(),
                parts(call.positional().stream()
                        .skip(call.keyword("table_name").isPresent() ? 0 : 1)
                        .toList()));
    }

    private List<Call> parts(List<Expression> written) {
        return written.stream()
                .map(part -> resolved(part) instanceof Call each ? each : unknownPart(part))
                .toList();
    }

    /// What a name was given.
    private Expression resolved(Expression expression) {
        return evaluation.names().resolve(scope, expression) instanceof Resolution.OfValue(Scope _, Expression value)
                ? value
                : expression;
    }

    /// `CREATE TABLE` for `Table('name', metadata, ...).create()`; empty if it is no table.
    Optional<List<String>> table(Expression owner) {
        return resolved(owner) instanceof Call call && call.calleeName().equals("Table")
                ? Optional.of(statements(
                        new AlembicArguments(evaluation, scope, call).table(0, "name"),
                        List.of(),
                        parts(call.positional().stream().skip(2).toList())))
                : Optional.empty();
    }

    private static Call unknownPart(Expression part) {
        throw new Unknown("a part of the table is only known when the program runs (line " + part.line() + ")");
    }

    private List<String> addColumn(AlembicArguments given) {
        if (!(resolved(given.written(1, "column")) instanceof Call column)) {
            throw new Unknown("the column is only known when the program runs");
        }
        ObjectName name = given.table(0, "table_name");
        return statements(name, List.of(new Table(name, List.of(), List.of(), List.of())), List.of(column));
    }

    /// The statements for a table with these parts, on top of what there is.
    private List<String> statements(ObjectName name, List<Table> before, List<Call> parts) {
        SourceLocation location = new SourceLocation(scope.module().path(), 1);
        List<DeclaredColumn> columns = new ArrayList<>();
        List<Piece> arguments = new ArrayList<>();
        for (Call part : parts) {
            if (part.calleeName().equals("Column")) {
                columns.add(new DeclaredColumn("", scope, Optional.empty(), Optional.of(part), location));
            } else {
                arguments.add(new Piece(scope, part));
            }
        }
        List<Gap> gaps = new ArrayList<>();
        Table table = new TableBuilding(evaluation, types, new DeclaredSequences(evaluation), Map.of(), gaps)
                .table(new MappedTable(name, location, columns, arguments, NamingConvention.NONE));
        if (!gaps.isEmpty()) {
            throw new Unknown(gaps.getFirst().what());
        }
        Set<String> schemas = name.schema().equals("public") ? Set.of() : Set.of(name.schema());
        List<EnumType> all = List.copyOf(enums.values());
        List<EnumType> known =
                all.stream().filter(each -> created.contains(each.name())).toList();
        all.forEach(each -> created.add(each.name()));
        return PlainStatements.between(
                Catalog.of(schemas, Set.of(), before, known), Catalog.of(schemas, Set.of(), List.of(table), all));
    }

    private List<String> alterColumn(AlembicArguments given) {
        String alter = "ALTER TABLE " + given.table(0, "table_name").sql();
        String column = given.name(1, "column_name");
        List<String> statements = new ArrayList<>();
        given.keyword("type_")
                .ifPresent(type -> statements.add(alter + " ALTER COLUMN " + column + " TYPE "
                        + types.of(scope, type, "public")
                                .or(() -> types.open(scope, type))
                                .orElseThrow(() -> new Unknown("the new type is not understood"))
                                .sql()
                        + given.text("postgresql_using")
                                .map(using -> " USING " + using)
                                .orElse("")));
        given.keyword("nullable")
                .ifPresent(_ -> statements.add(alter + " ALTER COLUMN " + column
                        + (given.isTrue("nullable") ? " DROP" : " SET") + " NOT NULL"));
        given.keyword("server_default")
                .filter(value -> !(value instanceof Expression.Constant(String word, int _) && word.equals("False")))
                .ifPresent(value -> statements.add(alter + " ALTER COLUMN " + column + changedDefault(value)));
        given.keyword("comment")
                .ifPresent(_ -> statements.add("COMMENT ON COLUMN "
                        + given.table(0, "table_name").sql() + "." + column + " IS "
                        + given.text("comment").map(SqlName::literal).orElse("NULL")));
        given.text("new_column_name")
                .ifPresent(name -> statements.add(alter + " RENAME COLUMN " + column + " TO " + SqlName.quoted(name)));
        return statements;
    }

    private String changedDefault(Expression value) {
        return value instanceof Expression.Constant
                ? " DROP DEFAULT"
                : " SET DEFAULT "
                        + SqlText.defaultOf(evaluation, scope, value)
                                .orElseThrow(() -> new Unknown("the new default is not understood"));
    }

    private String createIndex(AlembicArguments given) {
        String keys = given.elements(2, "columns").stream().map(this::key).collect(Collectors.joining(", "));
        return "CREATE " + (given.isTrue("unique") ? "UNIQUE " : "") + "INDEX "
                + (given.isTrue("postgresql_concurrently") ? "CONCURRENTLY " : "")
                + (given.isTrue("if_not_exists") ? "IF NOT EXISTS " : "")
                + given.nameIfAny(0, "index_name") + "ON "
                + given.table(1, "table_name").sql()
                + given.text("postgresql_using")
                        .map(method -> " USING " + method)
                        .orElse("") + " (" + keys + ")"
                + given.keyword("postgresql_include")
                        .map(_ -> " INCLUDE (" + given.names(99, "postgresql_include") + ")")
                        .orElse("")
                + given.keyword("postgresql_where")
                        .map(_ -> " WHERE " + given.sql(99, "postgresql_where"))
                        .orElse("");
    }

    /// A text is a column's name; `sa.text(...)` and the like are expressions.
    private String key(Expression expression) {
        if (expression instanceof Call call && call.calleeName().matches("text|literal_column")) {
            return call.positional().stream()
                    .findFirst()
                    .flatMap(value -> evaluation.of(scope, value))
                    .flatMap(Value::asText)
                    .orElseThrow(() -> new Unknown("a key of the index is not understood"));
        }
        return evaluation
                .of(scope, expression)
                .flatMap(Value::asText)
                .map(SqlName::quoted)
                .orElseThrow(() -> new Unknown("a key of the index is not understood"));
    }

    private String foreignKey(AlembicArguments given) {
        ObjectName target = given.tableIn(2, "referent_table", "referent_schema");
        return "ALTER TABLE "
                + given.tableIn(1, "source_table", "source_schema").sql() + " ADD "
                + given.constraintName() + "FOREIGN KEY (" + given.names(3, "local_cols") + ") REFERENCES "
                + target.sql() + " (" + given.names(4, "remote_cols") + ")"
                + given.text("onupdate").map(action -> " ON UPDATE " + action).orElse("")
                + given.text("ondelete").map(action -> " ON DELETE " + action).orElse("") + given.deferrable();
    }

    private static String constraint(AlembicArguments given, String definition) {
        return "ALTER TABLE " + given.table(1, "table_name").sql() + " ADD " + given.constraintName() + definition;
    }
}
