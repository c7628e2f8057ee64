package io.godwit.analyzer.declared;

import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.statement.DomainChange;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.AlterTable;
import io.godwit.model.statement.Statement.CreateIndex;
import io.godwit.model.statement.Statement.CreateView;
import io.godwit.model.statement.Statement.OtherObject;
import io.godwit.model.statement.Statement.TableObject;
import io.godwit.model.statement.TableChange;
import io.godwit.model.statement.Verb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The views, functions, triggers and the like that the statements of a declared schema make.
public final class DeclaredObjects {
    private final Map<String, DeclaredObject> found = new LinkedHashMap<>();
    private final Set<String> forced = new HashSet<>();
    private final List<WrittenIndex> indexes = new ArrayList<>();

    private record WrittenIndex(CreateIndex index, String text, SourceLocation location) {}

    /// Takes what the statement makes.
    ///
    /// @return whether it is one that makes, changes or drops such an object and was understood whole
    public boolean take(ParsedStatement parsed, SourceLocation location) {
        return switch (parsed.statement()) {
            case CreateView view -> added(view(view, parsed.text(), location));
            case TableObject object -> tableObject(object, parsed.text(), location);
            case OtherObject other -> other(other, parsed.text(), location);
            case Statement.CreateDomain domain -> {
                List<DeclaredObject> parts = DeclaredDomain.of(domain, location);
                parts.forEach(this::added);
                yield !parts.isEmpty();
            }
            case Statement.AlterDomain(ObjectName domain, DomainChange.AddCheck check) ->
                added(DeclaredDomain.check(
                        domain,
                        check.name().orElseGet(() -> DeclaredDomain.chosen(domain, namesOn(domain))),
                        check.expression(),
                        location));
            case Statement.CreateStatistics statistics
            when !statistics.name().isEmpty() ->
                added(DeclaredObject.of(
                        ObjectKind.STATISTICS,
                        statistics.table().sibling(statistics.name()).identity(),
                        parsed.text(),
                        "DROP STATISTICS "
                                + statistics.table().sibling(statistics.name()).identity(),
                        statistics.definition() + " " + statistics.table().sql(),
                        location));
            case Statement.CreateSequence sequence ->
                added(DeclaredSequence.of(sequence.sequence(), parsed.text(), location));
            case CreateIndex index -> {
                indexes.add(new WrittenIndex(index, parsed.text(), location));
                yield true;
            }
            case Statement.Comment comment -> {
                DeclaredComment.on(comment.target(), parsed.text(), found::containsKey, location)
                        .ifPresent(this::added);
                yield true;
            }
            case Statement.CreateTable create -> {
                create.shape()
                        .partitionOf()
                        .ifPresent(parent -> added(Descendant.partition(
                                parent, create.table(), create.shape().bound(), location)));
                create.shape().inherits().forEach(parent -> added(Descendant.child(parent, create.table(), location)));
                yield true;
            }
            case Statement.AttachIndex(ObjectName parent, ObjectName index) ->
                added(Descendant.index(parent, index, location));
            case AlterTable alter -> alter(alter, location);
            case Statement.DropRelations drop -> {
                drop.relations()
                        .forEach(name ->
                                found.remove(drop.kind().sql().toLowerCase(Locale.ROOT) + " " + name.identity()));
                yield true;
            }
            case Statement _ -> false;
        };
    }

    private boolean added(DeclaredObject object) {
        found.put(object.key(), object);
        return true;
    }

    private static DeclaredObject view(CreateView view, String text, SourceLocation location) {
        String kind = view.materialized() ? "MATERIALIZED VIEW " : "VIEW ";
        return DeclaredObject.of(
                view.materialized() ? ObjectKind.MATERIALIZED_VIEW : ObjectKind.VIEW,
                view.view().identity(),
                text,
                "DROP " + kind + view.view().identity(),
                view.query(),
                location);
    }

    private boolean tableObject(TableObject object, String text, SourceLocation location) {
        ObjectKind kind = ObjectKind.valueOf(object.kind().name());
        String identity = object.table().identityOfConstraint(object.name());
        return switch (object.verb()) {
            case CREATE ->
                added(DeclaredObject.of(
                        kind,
                        identity,
                        text,
                        "DROP " + kind + " " + identity.replaceFirst(" on ", " ON "),
                        object.definition(),
                        location));
            case DROP -> {
                found.remove(kind.title() + " " + identity);
                yield true;
            }
            case ALTER -> false;
        };
    }

    private boolean other(OtherObject other, String text, SourceLocation location) {
        return switch (other.kind()) {
            case "FUNCTION", "PROCEDURE" ->
                other.verb() == Verb.CREATE
                        && DeclaredRoutine.of(other, text, location)
                                .map(this::added)
                                .orElse(false);
            case "TYPE" ->
                other.verb() == Verb.CREATE
                        && DeclaredType.of(other, text, location)
                                .map(this::added)
                                .orElse(false);
            case "SEQUENCE" ->
                other.verb() == Verb.ALTER
                        && DeclaredSequence.owner(other, text, location)
                                .map(this::added)
                                .orElse(false);
            default -> false;
        };
    }

    /// The names of the checks a domain has by now.
    private Set<String> namesOn(ObjectName domain) {
        return found.values().stream()
                .filter(object -> object.kind() == ObjectKind.DOMAIN_CONSTRAINT)
                .filter(object -> object.belongsTo().contains(ObjectKind.DOMAIN.keyOf(domain.identity())))
                .map(object -> object.identity().substring(0, object.identity().lastIndexOf(" on ")))
                .collect(Collectors.toSet());
    }

    private boolean alter(AlterTable alter, SourceLocation location) {
        boolean all = true;
        for (TableChange change : alter.changes()) {
            switch (change) {
                case TableChange.RowSecurity(String text) ->
                    rowSecurity(
                            alter.table().identity(),
                            text.toLowerCase(Locale.ROOT)
                                    .replaceAll("\\s+", " ")
                                    .strip(),
                            location);
                case TableChange.AttachPartition(ObjectName partition, String bound) ->
                    added(Descendant.partition(alter.table(), partition, bound, location));
                case TableChange.Inherit(ObjectName parent) -> added(Descendant.child(parent, alter.table(), location));
                case TableChange _ -> all = false;
            }
        }
        return all;
    }

    private void rowSecurity(String table, String words, SourceLocation location) {
        String key = "row security " + table;
        boolean about = words.contains("force");
        if (about && words.startsWith("no")) {
            forced.remove(table);
        } else if (about) {
            forced.add(table);
        }
        if (words.startsWith("disable")) {
            found.remove(key);
        } else if (words.startsWith("enable") || found.containsKey(key)) {
            found.put(key, rowSecurity(table, location));
        }
    }

    private DeclaredObject rowSecurity(String table, SourceLocation location) {
        String force =
                "ALTER TABLE " + table + (forced.contains(table) ? " FORCE" : " NO FORCE") + " ROW LEVEL SECURITY";
        return new DeclaredObject(
                ObjectKind.ROW_SECURITY,
                table,
                List.of("ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY", force),
                List.of(
                        "ALTER TABLE " + table + " NO FORCE ROW LEVEL SECURITY",
                        "ALTER TABLE " + table + " DISABLE ROW LEVEL SECURITY"),
                List.of(force),
                "",
                List.of("table " + table),
                "",
                location);
    }

    /// All of them, with what they use of each other and of the tables.
    ///
    /// @param catalog the tables and enums of the same schema
    public List<SchemaObject> in(Catalog catalog) {
        Map<String, DeclaredObject> all = new LinkedHashMap<>(found);
        indexes.forEach(index -> ofMaterializedView(index).ifPresent(object -> all.put(object.key(), object)));
        Uses uses = new Uses(catalog, all.values());
        return all.values().stream()
                .filter(object -> !uses.isOfSerial(object))
                .map(object -> new SchemaObject(
                        object.kind(),
                        object.identity(),
                        object.makes(),
                        object.removes(),
                        object.alters(),
                        object.form(),
                        uses.by(object),
                        uses.tables(object)))
                .toList();
    }

    /// Where each is declared, by its key.
    public Map<String, SourceLocation> locations() {
        Map<String, SourceLocation> locations = new LinkedHashMap<>();
        found.forEach((key, object) -> locations.put(key, object.location()));
        return locations;
    }

    private Optional<DeclaredObject> ofMaterializedView(WrittenIndex written) {
        ObjectName view = written.index().table();
        String key = ObjectKind.MATERIALIZED_VIEW.keyOf(view.identity());
        return written.index()
                .name()
                .filter(_ -> found.containsKey(key))
                .map(view::sibling)
                .map(index -> new DeclaredObject(
                        ObjectKind.MATERIALIZED_VIEW_INDEX,
                        index.identity(),
                        List.of(written.text().replaceFirst("(?i)\\bconcurrently\\s+", "")),
                        List.of("DROP INDEX " + index.sql()),
                        List.of(),
                        "",
                        List.of(key),
                        "",
                        written.location()));
    }
}
