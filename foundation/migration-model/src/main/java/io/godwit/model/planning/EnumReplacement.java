package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.change.SchemaChange.AddColumn;
import io.godwit.model.change.SchemaChange.AddEnumValue;
import io.godwit.model.change.SchemaChange.ChangeColumnType;
import io.godwit.model.change.SchemaChange.ReplaceEnum;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.TransactionMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes labels out of an enum or puts them in another order, which PostgreSQL can only do by another type: it is
/// created, the columns move over, the old one goes. Rows that still hold a label that goes need an answer first.
final class EnumReplacement {
    private final Catalog unrenamed;
    private final Catalog live;
    private final LiveTables rows;
    private final WantedChanges wanted;
    private final Drafts drafts;

    /// @param unrenamed the live catalog before the plan renames anything in it
    /// @param live      the same under its new names
    EnumReplacement(Catalog unrenamed, Catalog live, LiveTables rows, WantedChanges wanted, Drafts drafts) {
        this.unrenamed = unrenamed;
        this.live = live;
        this.rows = rows;
        this.wanted = wanted;
        this.drafts = drafts;
    }

    /// A column of the type, or of arrays of it.
    private record EnumUser(ObjectName table, Column column) {}

    void plan(int number, ReplaceEnum change) {
        EnumType before = change.before();
        EnumType after = change.after();
        List<String> removed = change.removed();
        List<EnumUser> users = users(before.name());
        List<EnumUser> existing = users.stream()
                .filter(_ -> !removed.isEmpty())
                .filter(user -> live.table(user.table())
                        .flatMap(table -> table.column(user.column().name()))
                        .isPresent())
                .toList();
        List<EnumUser> unknown =
                existing.stream().filter(user -> !rows.knows(user.table())).toList();
        unknown.forEach(user -> ask(before.name(), user, removed, false));
        List<EnumUser> holding = existing.stream()
                .filter(user -> rows.knows(user.table()))
                .filter(user -> rows.holdsAny(user.table(), user.column().name(), removed))
                .toList();
        if (!holding.isEmpty()) {
            holding.forEach(user -> ask(before.name(), user, removed, true));
            return;
        }
        Draft replacement = new Draft(
                Rank.REPLACE_ENUM,
                number,
                title(change),
                new Action.RunSql(
                        statements(
                                before.withLabels(after.labels()),
                                users,
                                EnumSurroundings.afterAll(after.name(), live, wanted),
                                instead(change)),
                        TransactionMode.TOGETHER),
                new Rollback(
                        Reversibility.LOSSLESS,
                        statements(
                                withAdded(before),
                                users,
                                EnumSurroundings.afterAll(after.name(), live, wanted),
                                Map.of()),
                        TransactionMode.TOGETHER,
                        ""),
                Optional.of(Probes.replaced(change)));
        drafts.add(replacement.decidedByRows(!unknown.isEmpty() || wanted.mayKeepColumnOf(before.name())));
    }

    private static String title(ReplaceEnum change) {
        String type = " the enum " + change.before().name();
        String order = " in the order " + String.join(", ", change.after().labels());
        if (change.removed().isEmpty()) {
            return "Put the values of" + type + order;
        }
        return "Take " + String.join(", ", change.removed()) + " out of" + type
                + (change.moves() ? ", and put the others" + order : "");
    }

    /// With the values that other changes of the plan have added by then, each in its place.
    private EnumType withAdded(EnumType before) {
        EnumType all = before;
        for (AddEnumValue add : wanted.of(AddEnumValue.class).toList()) {
            if (add.type().equals(before.name()) && !all.labels().contains(add.label())) {
                all = all.with(add.label(), add.before());
            }
        }
        return all;
    }

    /// What rows get instead of removed labels, where there is something.
    private Map<String, String> instead(ReplaceEnum change) {
        EnumType before = change.before();
        List<String> kept = before.labels().stream()
                .filter(label -> !change.removed().contains(label))
                .toList();
        Map<String, String> instead = new LinkedHashMap<>();
        for (String label : change.removed()) {
            rows.instead(before.name(), label, kept).ifPresent(other -> {
                instead.put(label, other);
                drafts.note("Rows that hold " + label + " of the enum " + before.name() + " get " + other
                        + ": put the right value in its place if there are any.");
            });
        }
        return instead;
    }

    private void ask(ObjectName type, EnumUser user, List<String> removed, boolean known) {
        drafts.ask(new OpenQuestion(
                "labels:" + user.table() + "." + user.column().name(),
                "Rows of " + user.table() + (known ? " hold " : " may hold ")
                        + String.join(" or ", removed) + " in " + user.column().name() + ", which the enum " + type
                        + " loses. Which value should they get instead?",
                user.table(),
                user.column().name(),
                List.of(),
                known ? "The enum keeps these values." : "Where rows hold them, the enum keeps these values."));
    }

    /// Every column of the type as it is by then: those of the database that stay and keep their type,
    /// and new ones.
    private List<EnumUser> users(ObjectName type) {
        Stream<EnumUser> staying = live.tables().values().stream()
                .filter(table -> table.lineage().parents().isEmpty())
                .filter(table -> !wanted.dropsTable(table.name()))
                .flatMap(table -> table.columns().stream()
                        .filter(column -> !wanted.dropsColumn(table.name(), column.name()))
                        .filter(column ->
                                wanted.typeChange(table.name(), column.name()).isEmpty())
                        .map(column -> new EnumUser(table.name(), withNewDefault(table.name(), column))));
        Stream<EnumUser> changed = wanted.of(ChangeColumnType.class)
                .map(change -> new EnumUser(
                        change.table(),
                        withNewDefault(
                                change.table(),
                                new Column(
                                        change.before().name(),
                                        change.after(),
                                        change.before().nullable(),
                                        change.before().defaultExpression(),
                                        change.before().generation()))));
        Stream<EnumUser> added = wanted.newColumns()
                .map((AddColumn add) -> new EnumUser(add.table(), withNewDefault(add.table(), add.column())));
        return Stream.of(staying, changed, added)
                .flatMap(users -> users)
                .filter(user -> isOf(type, user.column().type()))
                .toList();
    }

    private Column withNewDefault(ObjectName table, Column column) {
        return wanted.defaultChange(table, column.name())
                .map(change -> change.after().map(column::withDefault).orElse(column.withoutDefault()))
                .orElse(column);
    }

    private static boolean isOf(ObjectName type, DataType columnType) {
        DataType bare = DataType.of(type);
        return columnType.equals(bare) || columnType.equals(bare.array());
    }

    /// Takes the values out that are added to an enum, which PostgreSQL can only do by another type. The
    /// first addition, undone last, does it for all. Where tables with rows would be rewritten, the values
    /// stay: unused, they do no harm.
    Rollback withoutAdded(ObjectName type, String label) {
        List<String> added = wanted.of(AddEnumValue.class)
                .filter(add -> add.type().equals(type))
                .map(AddEnumValue::label)
                .toList();
        Optional<EnumType> before = unrenamed.enumType(type);
        if (before.isEmpty() || columns(live, type).anyMatch(user -> rows.hasRows(user.table()))) {
            return Rollback.impossible(
                    "PostgreSQL cannot take a value out of an enum; unused, " + label + " does no harm and stays");
        }
        if (!added.getFirst().equals(label)) {
            return Rollback.lossless();
        }
        return new Rollback(
                Reversibility.LOSSY,
                statements(
                        before.get(),
                        columns(unrenamed, type).toList(),
                        EnumSurroundings.now(type, unrenamed),
                        Map.of()),
                TransactionMode.TOGETHER,
                "rows that hold " + String.join(" or ", added) + " by then stand in the way: give them another value"
                        + " first, or leave the values in the enum, where unused they do no harm");
    }

    private static Stream<EnumUser> columns(Catalog catalog, ObjectName type) {
        return catalog.tables().values().stream()
                .filter(table -> table.lineage().parents().isEmpty())
                .flatMap(table -> table.columns().stream().map(column -> new EnumUser(table.name(), column)))
                .filter(user -> isOf(type, user.column().type()));
    }

    private static List<String> statements(
            EnumType target, List<EnumUser> users, EnumSurroundings around, Map<String, String> instead) {
        ObjectName name = target.name();
        ObjectName fresh = name.sibling(name.name() + "_new");
        List<String> statements = new ArrayList<>();
        statements.addAll(Sql.remakeEnum(target.named(fresh)));
        statements.addAll(around.removes());
        for (EnumUser user : users) {
            Column column = user.column();
            String alter = "ALTER COLUMN " + SqlName.quoted(column.name()) + " ";
            String array = column.type().isArray() ? "[]" : "";
            String move = alter + "SET DATA TYPE " + fresh.sql() + array + " USING " + text(column, instead) + "::"
                    + fresh.sql() + array;
            statements.add(Sql.alterTable(
                    user.table(),
                    column.defaultExpression()
                            .map(value -> alter + "DROP DEFAULT, " + move + ", " + alter + "SET DEFAULT "
                                    + value.replace(
                                            "::" + DataType.of(name).sql(),
                                            "::" + DataType.of(fresh).sql()))
                            .orElse(move)));
        }
        statements.add("DROP TYPE " + name.sql());
        statements.add("ALTER TYPE " + fresh.sql() + " RENAME TO " + SqlName.quoted(name.name()));
        statements.addAll(around.makes());
        return statements;
    }

    /// The column's values as text, with what some of them become.
    private static String text(Column column, Map<String, String> instead) {
        String quoted = SqlName.quoted(column.name());
        if (column.type().isArray()) {
            String text = quoted + "::text[]";
            for (Map.Entry<String, String> one : instead.entrySet()) {
                text = "array_replace(" + text + ", " + SqlName.literal(one.getKey()) + ", "
                        + SqlName.literal(one.getValue()) + ")";
            }
            return text;
        }
        String text = quoted + "::text";
        return instead.isEmpty()
                ? text
                : instead.entrySet().stream()
                        .map(one ->
                                " WHEN " + SqlName.literal(one.getKey()) + " THEN " + SqlName.literal(one.getValue()))
                        .collect(Collectors.joining("", "(CASE " + text, " ELSE " + text + " END)"));
    }
}
