package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.typeorm.EntityDraft.KeyDraft;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.ClassReference;
import io.godwit.analyzer.typeorm.script.Value.Items;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.SchemaObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns view entities into views: what `@ViewEntity` selects, as it is written. As in TypeORM, another expression
/// takes the view away and makes it anew.
final class ViewWriting {
    private final Settings settings;
    private final KeyColumns keys;
    private final List<EntityDraft> views;

    /// @param views all of them, since they may depend on each other
    ViewWriting(Settings settings, KeyColumns keys, Collection<EntityDraft> views) {
        this.settings = settings;
        this.keys = keys;
        this.views = List.copyOf(views);
    }

    /// Empty, and the definition told, if what it selects is not a text.
    Optional<SchemaObject> of(EntityDraft view) {
        Value expression = view.definition.tableOptions.get("expression");
        Optional<String> query = expression.asText().map(text -> text.strip().replaceFirst("(;\\s*)+$", ""));
        if (query.isEmpty()) {
            view.definition.misunderstood(
                    view.definition.location(),
                    "the view " + view.table.name() + " of " + view.definition.name()
                            + " is left as it is in the database, because what it selects is built by code; write its change by hand");
            return Optional.empty();
        }
        ObjectKind kind = kind(view);
        String title = kind == ObjectKind.VIEW ? "VIEW " : "MATERIALIZED VIEW ";
        List<String> makes = new ArrayList<>();
        makes.add("CREATE " + title + view.table.sql() + " AS " + query.get());
        if (kind == ObjectKind.MATERIALIZED_VIEW) {
            view.indexes.forEach(index -> index(view, index).ifPresent(makes::add));
        }
        return Optional.of(new SchemaObject(
                kind,
                view.table.identity(),
                makes,
                List.of("DROP " + title + view.table.sql()),
                List.of(),
                "",
                uses(view, query.get()),
                new TreeSet<>()));
    }

    private static ObjectKind kind(EntityDraft view) {
        return view.definition.tableOptions.get("materialized").isTrue()
                ? ObjectKind.MATERIALIZED_VIEW
                : ObjectKind.VIEW;
    }

    private Optional<String> index(EntityDraft view, KeyDraft key) {
        List<String> columns =
                keys.of(view, key).stream().map(column -> column.name).toList();
        if (columns.isEmpty() || key.part().options().get("synchronize").isFalse()) {
            return Optional.empty();
        }
        String name =
                key.part().name().orElseGet(() -> settings.naming().index(view.fullName, columns, Optional.empty()));
        boolean unique = key.part().options().get("unique").isTrue();
        return Optional.of("CREATE " + (unique ? "UNIQUE " : "") + "INDEX " + SqlName.quoted(name) + " ON "
                + view.table.sql()
                + columns.stream().map(SqlName::quoted).collect(Collectors.joining(", ", " (", ")")));
    }

    /// The views it says it depends on, and those it names.
    private SortedSet<String> uses(EntityDraft view, String query) {
        SortedSet<String> uses = new TreeSet<>();
        for (EntityDraft other : views) {
            boolean named = Pattern.compile("(?<![\\w$])" + Pattern.quote(other.table.name()) + "(?![\\w$])")
                    .matcher(query)
                    .find();
            if (other != view && (named || isStated(view, other))) {
                uses.add((kind(other) == ObjectKind.VIEW ? "view " : "materialized view ") + other.table.identity());
            }
        }
        return uses;
    }

    private static boolean isStated(EntityDraft view, EntityDraft other) {
        return view.definition.tableOptions.get("dependsOn") instanceof Items(List<Value> items)
                && items.stream()
                        .anyMatch(item -> item.asText()
                                        .filter(other.definition.name()::equals)
                                        .isPresent()
                                || item instanceof ClassReference(var declaration)
                                        && other.definition
                                                .declaration()
                                                .filter(declaration::equals)
                                                .isPresent());
    }
}
