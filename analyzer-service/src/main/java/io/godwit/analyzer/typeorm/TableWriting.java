package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.typeorm.Definition.ExpressionPart;
import io.godwit.analyzer.typeorm.EntityDraft.KeyDraft;
import io.godwit.analyzer.typeorm.script.Evaluation;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Turns the tables that were put together into the catalog's, with their enums and extensions.
final class TableWriting {
    private static final List<String> INDEX_OPTIONS = List.of("unique", "where", "spatial", "type", "synchronize");

    private final Settings settings;
    private final KeyColumns keys;
    private final ColumnDefaults defaults;
    final Map<ObjectName, EnumType> enums = new LinkedHashMap<>();
    final Set<String> extensions = new HashSet<>();
    final Map<Element, SourceLocation> locations = new HashMap<>();
    final Map<Element, String> names = new HashMap<>();
    final Map<String, SourceLocation> open = new HashMap<>();
    final Map<Element, String> rowValues = new HashMap<>();
    final Set<Element> listTexts = new HashSet<>();

    TableWriting(Settings settings, Evaluation evaluation) {
        this.settings = settings;
        this.keys = new KeyColumns(evaluation);
        this.defaults = new ColumnDefaults(evaluation);
    }

    Table of(EntityDraft entity) {
        locate(entity, "", entity.definition.location());
        entity.open.forEach((path, where) -> open.put(entity.table + "." + path, where));
        Map<String, Column> columns = new LinkedHashMap<>();
        for (ColumnDraft draft : entity.columns()) {
            column(entity, draft).ifPresent(column -> columns.putIfAbsent(column.name(), column));
        }
        Map<String, Constraint> constraints = new LinkedHashMap<>();
        primaryKey(entity, columns.keySet()).ifPresent(key -> constraints.put(key.name(), key));
        for (KeyDraft unique : entity.uniques) {
            unique(entity, unique, columns.keySet()).ifPresent(key -> constraints.putIfAbsent(key.name(), key));
        }
        checks(entity).forEach(check -> constraints.putIfAbsent(check.name(), check));
        entity.foreignKeys.stream()
                .filter(key -> columns.keySet().containsAll(key.columns()))
                .forEach(key -> constraints.putIfAbsent(key.name(), key));
        entity.places.forEach((name, place) -> locate(entity, name, place));
        Map<String, Index> indexes = new LinkedHashMap<>();
        for (KeyDraft index : entity.indexes) {
            index(entity, index, columns.keySet()).ifPresent(found -> indexes.putIfAbsent(found.name(), found));
        }
        return new Table(
                entity.table,
                List.copyOf(columns.values()),
                constraints.values().stream()
                        .sorted(Comparator.comparing(Constraint::name))
                        .toList(),
                indexes.values().stream()
                        .sorted(Comparator.comparing(Index::name))
                        .toList());
    }

    private void locate(EntityDraft entity, String part, SourceLocation location) {
        locations.putIfAbsent(new Element(entity.table, part), location);
    }

    private Optional<Column> column(EntityDraft entity, ColumnDraft draft) {
        locate(entity, draft.name, draft.location);
        names.put(new Element(entity.table, draft.name), entity.table + "." + draft.path());
        if (draft.type.equals("simple-array")) {
            listTexts.add(new Element(entity.table, draft.name));
        }
        draft.rowValue.ifPresent(value -> rowValues.put(new Element(entity.table, draft.name), value));
        String path = entity.definition.name() + "." + draft.path();
        if (draft.problem().isPresent()) {
            entity.definition.misunderstood(
                    draft.location,
                    "the column " + path + " is left out, because "
                            + draft.problem().get());
            return Optional.empty();
        }
        Optional<DataType> type = draft.isEnum() ? enumType(entity, draft) : ColumnTypes.of(draft);
        if (type.isEmpty()) {
            entity.definition.misunderstood(
                    draft.location,
                    "the column " + path + " is left out, because "
                            + (draft.isEnum()
                                    ? "the values of its enum are not known"
                                    : "PostgreSQL has no type " + draft.type));
            return Optional.empty();
        }
        ColumnTypes.extension(ColumnTypes.normalised(draft.type)).ifPresent(extensions::add);
        boolean nullable = draft.nullable && !draft.primary;
        if (draft.storedExpression.isPresent()) {
            return Optional.of(new Column(
                    draft.name,
                    type.get(),
                    nullable,
                    Optional.empty(),
                    new Generation.Stored(draft.storedExpression.get())));
        }
        return Optional.of(
                withDefault(entity, draft, Column.of(draft.name, type.get().sql(), nullable), path));
    }

    private Column withDefault(EntityDraft entity, ColumnDraft draft, Column column, String path) {
        ColumnDefaults.Found found = defaults.of(draft, column.type());
        found.problem()
                .ifPresent(why -> entity.definition.misunderstood(
                        draft.location, "the default of " + path + " is left out, because " + why));
        Column plain = found.expression().map(column::withDefault).orElse(column);
        return draft.generated
                .map(strategy -> generated(entity, draft, plain, strategy))
                .orElse(plain);
    }

    private Column generated(EntityDraft entity, ColumnDraft draft, Column column, String strategy) {
        switch (strategy) {
            case "uuid" -> {
                extensions.add(settings.uuidDefault().extension());
                return column.defaultExpression().isPresent()
                        ? column
                        : column.withDefault(settings.uuidDefault().expression());
            }
            case "identity" -> {
                return new Column(
                        column.name(),
                        column.type(),
                        false,
                        Optional.empty(),
                        new Generation.Identity(draft.alwaysIdentity));
            }
            default -> {
                return isWhole(column.type()) ? column.serial(entity.table) : column;
            }
        }
    }

    private static boolean isWhole(DataType type) {
        return type.sql().equals("integer")
                || type.sql().equals("bigint")
                || type.sql().equals("smallint");
    }

    /// The type is the column's own unless it is named.
    private Optional<DataType> enumType(EntityDraft entity, ColumnDraft draft) {
        if (draft.labels.isEmpty() || draft.labels.get().isEmpty()) {
            return Optional.empty();
        }
        String name = draft.enumName.orElseGet(
                () -> entity.fullName + "_" + draft.name.toLowerCase(java.util.Locale.ROOT) + "_enum");
        int dot = name.indexOf('.');
        ObjectName type =
                dot > 0 ? new ObjectName(name.substring(0, dot), name.substring(dot + 1)) : entity.table.sibling(name);
        enums.putIfAbsent(type, new EnumType(type, draft.labels.get()));
        locations.putIfAbsent(Element.whole(type), draft.location);
        DataType bare = DataType.of(type);
        return Optional.of(draft.array ? bare.array() : bare);
    }

    private Optional<Constraint> primaryKey(EntityDraft entity, Set<String> columns) {
        List<ColumnDraft> primary = entity.primaryColumns();
        List<String> names =
                primary.stream().map(column -> column.name).distinct().toList();
        if (names.isEmpty() || !columns.containsAll(names)) {
            return Optional.empty();
        }
        String name = primary.getFirst()
                .primaryKeyName
                .orElseGet(() -> settings.naming().primaryKey(entity.fullName, names));
        locate(entity, name, primary.getFirst().location);
        return Optional.of(new Constraint.PrimaryKey(name, names));
    }

    private Optional<Constraint> unique(EntityDraft entity, KeyDraft key, Set<String> columns) {
        List<String> names = names(entity, key, columns);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String name = key.part().name().orElseGet(() -> settings.naming().unique(entity.fullName, names));
        locate(entity, name, key.part().location());
        Optional<String> deferrable =
                RelationBuilding.deferrable(key.part().options().get("deferrable"));
        return Optional.of(deferrable
                .<Constraint>map(how -> new Constraint.Other(
                        name,
                        names.stream()
                                        .map(QuotedNames::quotedWhereNeeded)
                                        .collect(Collectors.joining(", ", "UNIQUE (", ") "))
                                + how))
                .orElse(new Constraint.Unique(name, names, false)));
    }

    private List<String> names(EntityDraft entity, KeyDraft key, Set<String> columns) {
        List<String> names =
                keys.of(entity, key).stream().map(column -> column.name).toList();
        return columns.containsAll(names) ? names : List.of();
    }

    private Optional<Index> index(EntityDraft entity, KeyDraft key, Set<String> columns) {
        Value options = key.part().options();
        if (options.get("synchronize").isFalse()) {
            return Optional.empty();
        }
        List<String> names = names(entity, key, columns);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> computed = options.computed(INDEX_OPTIONS);
        if (computed.isPresent()) {
            entity.definition.misunderstood(
                    key.part().location(),
                    "an index of " + entity.definition.name() + " is left out, because "
                            + ColumnDraft.notKnown(computed.get()));
            return Optional.empty();
        }
        Optional<String> where = options.get("where").asText().filter(condition -> !condition.isEmpty());
        String name = key.part().name().orElseGet(() -> settings.naming().index(entity.fullName, names, where));
        locate(entity, name, key.part().location());
        String method = options.get("spatial").isTrue()
                ? "gist"
                : options.get("type")
                        .asText()
                        .map(given -> given.toLowerCase(java.util.Locale.ROOT))
                        .orElse("btree");
        return Optional.of(new Index(
                name,
                options.get("unique").isTrue(),
                method,
                names.stream().map(Index.Key::column).toList(),
                List.of(),
                where,
                false,
                true));
    }

    private List<Constraint> checks(EntityDraft entity) {
        List<Constraint> checks = new ArrayList<>();
        for (Definition part : entity.definition.lineage()) {
            for (ExpressionPart check : part.checks) {
                expression(entity, check)
                        .ifPresent(sql -> checks.add(new Constraint.Check(
                                named(entity, check, settings.naming().check(entity.fullName, sql)), sql, true)));
            }
            for (ExpressionPart exclusion : part.exclusions) {
                expression(entity, exclusion)
                        .ifPresent(sql -> checks.add(new Constraint.Other(
                                named(entity, exclusion, settings.naming().exclusion(entity.fullName, sql)),
                                "EXCLUDE " + sql)));
            }
        }
        return checks;
    }

    private String named(EntityDraft entity, ExpressionPart part, String byDefault) {
        String name = part.name().orElse(byDefault);
        locate(entity, name, part.location());
        return name;
    }

    private static Optional<String> expression(EntityDraft entity, ExpressionPart part) {
        Optional<String> sql = part.expression().asText();
        if (sql.isEmpty()) {
            entity.definition.misunderstood(
                    part.location(), "the expression of a constraint of " + entity.definition.name() + " is not known");
        }
        return sql;
    }
}
