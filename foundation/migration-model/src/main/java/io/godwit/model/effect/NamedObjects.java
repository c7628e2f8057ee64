package io.godwit.model.effect;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ObjectOrder;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.catalog.Table;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.model.statement.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which views, functions, triggers and the like a statement names.
public final class NamedObjects {
    private static final String DEFAULT_SCHEMA = "public";

    private NamedObjects() {}

    /// Those that are not there any more when the statement has run: the ones it drops, and what depends on anything it
    /// drops. PostgreSQL refuses a statement that says no CASCADE where it would need one, so all that depend go.
    public static List<SchemaObject> takenAway(Statement statement, Catalog before) {
        if (before.objects().isEmpty()) {
            return List.of();
        }
        Set<String> roots = roots(statement, before);
        if (roots.isEmpty()) {
            return List.of();
        }
        Set<String> keys = new TreeSet<>(roots);
        keys.addAll(ObjectOrder.dependents(before.objects().values(), roots));
        return before.objects().values().stream()
                .filter(object -> keys.contains(object.key()))
                .toList();
    }

    /// Whether it is of a kind that takes something away, whatever there is.
    static boolean mayTakeAway(Statement statement) {
        return switch (statement) {
            case Statement.DropRelations _,
                    Statement.DropType _,
                    Statement.DropIndex _,
                    Statement.DropTable _,
                    Statement.AlterTable _ -> true;
            case Statement.TableObject object -> object.verb() == Verb.DROP;
            case Statement.OtherObject object -> object.verb() == Verb.DROP;
            case Statement _ -> false;
        };
    }

    /// The one that `CREATE OR REPLACE` writes anew; empty if it is not there yet.
    public static Optional<SchemaObject> replaced(Statement statement, Catalog before) {
        return switch (statement) {
            case Statement.CreateView view ->
                Optional.ofNullable(before.objects().get("view " + view.view().identity()));
            case Statement.TableObject object
            when object.verb() == Verb.CREATE ->
                Optional.ofNullable(before.objects().get(key(object)));
            case Statement.OtherObject object
            when object.verb() == Verb.CREATE ->
                FunctionArguments.all(object.text()).stream()
                        .findFirst()
                        .flatMap(written -> theOnly(functions(written, before)));
            case Statement _ -> Optional.empty();
        };
    }

    private static Set<String> roots(Statement statement, Catalog before) {
        Set<String> keys = new TreeSet<>();
        switch (statement) {
            case Statement.DropRelations drop ->
                drop.relations()
                        .forEach(relation ->
                                keys.add(drop.kind().sql().toLowerCase(Locale.ROOT) + " " + relation.identity()));
            case Statement.TableObject object when object.verb() == Verb.DROP -> keys.add(key(object));
            case Statement.OtherObject object when object.verb() == Verb.DROP -> keys.addAll(others(object, before));
            case Statement.DropType drop -> drop.types().forEach(type -> keys.add("type " + type.identity()));
            case Statement.DropIndex drop -> drop.indexes().forEach(index -> keys.add("index " + index.identity()));
            case Statement.DropTable drop -> drop.tables().forEach(table -> keys.addAll(table(table, before)));
            case Statement.AlterTable alter ->
                alter.changes().forEach(change -> keys.addAll(of(change, alter.table())));
            case Statement _ -> {}
        }
        return keys;
    }

    private static String key(Statement.TableObject object) {
        return object.kind().name().toLowerCase(Locale.ROOT) + " "
                + object.table().identityOfConstraint(object.name());
    }

    private static List<String> table(ObjectName name, Catalog before) {
        List<String> keys = new ArrayList<>(List.of("table " + name.identity()));
        before.table(name)
                .map(Table::columns)
                .orElse(List.of())
                .forEach(column -> keys.add("table column " + name.identity(column.name())));
        return keys;
    }

    private static List<String> of(TableChange change, ObjectName table) {
        return switch (change) {
            case TableChange.DropColumn drop -> List.of("table column " + table.identity(drop.column()));
            case TableChange.DropConstraint drop ->
                List.of("table constraint " + table.identityOfConstraint(drop.name()));
            case TableChange _ -> List.of();
        };
    }

    private static List<String> others(Statement.OtherObject drop, Catalog before) {
        return switch (drop.kind()) {
            case "FUNCTION", "PROCEDURE", "ROUTINE" -> routines(FunctionArguments.all(drop.text()), before);
            case "DOMAIN" -> named(drop, "type");
            case "STATISTICS" -> named(drop, "statistics object");
            default -> List.of();
        };
    }

    /// None where it is not clear of one of them which is meant.
    private static List<String> routines(List<FunctionArguments> written, Catalog before) {
        List<String> keys = written.stream()
                .flatMap(each -> theOnly(functions(each, before)).stream())
                .map(SchemaObject::key)
                .toList();
        return keys.size() == written.size() ? keys : List.of();
    }

    /// Whether there is no function or procedure of any name it gives, whatever its arguments.
    public static boolean namesNone(Statement.OtherObject object, Catalog before) {
        return FunctionArguments.all(object.text()).stream()
                .map(written -> new FunctionArguments(written.name(), Optional.empty()))
                .allMatch(written -> functions(written, before).isEmpty());
    }

    private static List<String> named(Statement.OtherObject drop, String kind) {
        return FunctionArguments.all(drop.text()).stream()
                .map(found -> kind + " " + found.qualified(DEFAULT_SCHEMA))
                .toList();
    }

    private static List<SchemaObject> functions(FunctionArguments written, Catalog before) {
        return before.objects().values().stream()
                .filter(each -> each.kind() == ObjectKind.FUNCTION || each.kind() == ObjectKind.PROCEDURE)
                .filter(each -> written.mayName(each.identity(), DEFAULT_SCHEMA))
                .toList();
    }

    private static Optional<SchemaObject> theOnly(List<SchemaObject> found) {
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
