package io.godwit.analyzer.typeorm.runner;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.model.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A call of a query runner's method.
///
/// @param method    its name: `addColumn`
/// @param arguments what they are worth
public record QueryRunnerCall(String method, List<Value> arguments) {
    public QueryRunnerCall {
        arguments = List.copyOf(arguments);
    }

    /// The SQL it comes to.
    ///
    /// @throws Unwritable where that cannot be told from the file
    public List<String> statements() {
        return switch (method) {
            case "createTable" -> new TableSql(argument(0)).create(argument(1).isTrue());
            case "dropTable" -> List.of("DROP TABLE " + (argument(1).isTrue() ? "IF EXISTS " : "") + table());
            case "renameTable" ->
                List.of(alter() + "RENAME TO "
                        + SqlName.quoted(Given.text(argument(1)).replaceFirst("^.*\\.", "")));
            case "clearTable" -> List.of("TRUNCATE TABLE " + table());
            case "addColumn" -> addColumn(argument(1));
            case "addColumns" -> each(this::addColumn);
            case "dropColumn" -> List.of(alter() + "DROP COLUMN " + SqlName.quoted(Given.name(argument(1))));
            case "dropColumns" ->
                each(column -> List.of(alter() + "DROP COLUMN " + SqlName.quoted(Given.name(column))));
            case "renameColumn" ->
                List.of(alter() + "RENAME COLUMN " + SqlName.quoted(Given.name(argument(1))) + " TO "
                        + SqlName.quoted(Given.name(argument(2))));
            case "changeColumn" -> new ColumnChange(name(), argument(1), argument(2)).statements();
            case "changeColumns" -> changeColumns();
            case "createPrimaryKey" ->
                List.of(alter() + "ADD " + keys().primaryKey(Given.texts(argument(1)), Given.optional(argument(2))));
            case "createForeignKey" -> List.of(alter() + "ADD " + keys().foreignKey(argument(1)));
            case "createForeignKeys" -> each(key -> List.of(alter() + "ADD " + keys().foreignKey(key)));
            case "createUniqueConstraint" -> List.of(alter() + "ADD " + keys().unique(argument(1)));
            case "createUniqueConstraints" -> each(key -> List.of(alter() + "ADD " + keys().unique(key)));
            case "createCheckConstraint" -> List.of(alter() + "ADD " + keys().check(argument(1)));
            case "createCheckConstraints" -> each(check -> List.of(alter() + "ADD " + keys().check(check)));
            case "createExclusionConstraint" -> List.of(alter() + "ADD " + keys().exclusion(argument(1)));
            case "dropForeignKey", "dropUniqueConstraint", "dropCheckConstraint", "dropExclusionConstraint" ->
                List.of(dropConstraint(argument(1)));
            case "dropForeignKeys", "dropUniqueConstraints", "dropCheckConstraints" ->
                each(key -> List.of(dropConstraint(key)));
            case "createIndex" -> List.of(keys().createIndex(argument(1)));
            case "createIndices" -> each(index -> List.of(keys().createIndex(index)));
            case "dropIndex" -> List.of(dropIndex(argument(1)));
            case "dropIndices" -> each(index -> List.of(dropIndex(index)));
            case "createView" -> List.of(createView());
            case "dropView" -> List.of("DROP VIEW " + table());
            case "createSchema" ->
                List.of("CREATE SCHEMA " + (argument(1).isTrue() ? "IF NOT EXISTS " : "")
                        + SqlName.quoted(Given.text(argument(0))));
            case String _ -> throw new Unwritable("Godwit does not know the SQL of " + method + "(...)");
        };
    }

    /// What it makes, also where it cannot be told how; empty if not even that is known.
    public List<Element> makes() {
        return MadeByCall.of(method, argument(0), argument(1));
    }

    private Value argument(int at) {
        return at < arguments.size() ? arguments.get(at) : new Value.Undefined();
    }

    private String name() {
        return Given.name(argument(0));
    }

    private String table() {
        return Given.path(name());
    }

    private String alter() {
        return "ALTER TABLE " + table() + " ";
    }

    private KeySql keys() {
        return new KeySql(name());
    }

    private List<String> each(Function<Value, List<String>> statements) {
        return Given.items(argument(1)).stream()
                .flatMap(item -> statements.apply(item).stream())
                .toList();
    }

    private List<String> addColumn(Value given) {
        ColumnSql column = ColumnSql.of(name(), given);
        List<String> statements = new ArrayList<>();
        column.createEnum().ifPresent(statements::add);
        statements.add(alter() + "ADD COLUMN " + column.definition());
        if (column.is("isPrimary")) {
            throw new Unwritable("a column is added to the primary key, whose other columns are not known here");
        }
        if (column.is("isUnique")) {
            statements.add(alter() + "ADD " + keys().unique(List.of(column.name()), Optional.empty()));
        }
        return statements;
    }

    private List<String> changeColumns() {
        List<String> statements = new ArrayList<>();
        for (Value change : Given.items(argument(1))) {
            Value fields = Given.fields(change);
            statements.addAll(new ColumnChange(name(), fields.get("oldColumn"), fields.get("newColumn")).statements());
        }
        return statements;
    }

    private String dropConstraint(Value given) {
        return alter() + "DROP CONSTRAINT " + SqlName.quoted(Given.name(given));
    }

    /// Names of indexes are a schema's.
    private String dropIndex(Value given) {
        String path = name();
        String schema = path.contains(".") ? SqlName.quoted(path.substring(0, path.indexOf('.'))) + "." : "";
        return "DROP INDEX " + schema + SqlName.quoted(Given.name(given));
    }

    private String createView() {
        Value view = Given.fields(argument(0));
        return "CREATE " + (view.get("materialized").isTrue() ? "MATERIALIZED " : "") + "VIEW "
                + Given.path(Given.text(view.get("name"))) + " AS " + Given.text(view.get("expression"));
    }
}
