package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import io.godwit.analyzer.jpa.EntityKeys.KeyColumn;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import io.godwit.analyzer.model.UnnamedCheck;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ReferentialAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Puts the tables of all entities together, by the inheritance strategy of each hierarchy.
final class EntityTables {
    private final JpaModels models;
    private final EntityColumns columns;
    private final EntityKeys keys;
    private final SecondaryTables secondary;
    private final Map<ObjectName, TableDraft> tables = new LinkedHashMap<>();

    EntityTables(JpaModels models) {
        this.models = models;
        AttributeTypes types = new AttributeTypes(models);
        this.columns = new EntityColumns(models, types);
        this.keys = new EntityKeys(models, types);
        this.secondary = new SecondaryTables(models, keys, tables);
    }

    Map<ObjectName, TableDraft> all() {
        List<JavaClass> entities = models.entities().stream()
                .sorted((one, other) -> Integer.compare(
                        models.above(one).size(), models.above(other).size()))
                .toList();
        entities.forEach(this::columns);
        JoinColumns joins = new JoinColumns(models, keys);
        Relations relations = new Relations(models, joins, new JoinTables(models, columns, joins, tables), tables);
        // Hibernate makes the tables of collections last: what an entity says of a table it shares with one counts.
        entities.forEach(entity -> relations(entity, relations, Relations::isToOne));
        entities.forEach(entity -> relations(entity, relations, attribute -> !Relations.isToOne(attribute)));
        entities.forEach(this::keysAndIndexes);
        tables.values()
                .forEach(table -> table.waiting()
                        .forEach(waiting -> models.gap(
                                Optional.of(table.name),
                                table.location,
                                table.name + ": " + waiting + " is left as it is: a column of it is not known.")));
        return tables;
    }

    private boolean hasTable(JavaClass entity) {
        return !(models.strategy(entity).equals("TABLE_PER_CLASS") && entity.isAbstract());
    }

    /// Whether its columns stand in the table of an entity above, beside those of its siblings.
    private boolean sharesTable(JavaClass entity) {
        return models.strategy(entity).equals("SINGLE_TABLE")
                && !models.root(entity).equals(entity);
    }

    private List<Attribute> attributes(JavaClass entity) {
        List<Attribute> attributes = new ArrayList<>();
        if (models.strategy(entity).equals("TABLE_PER_CLASS")) {
            models.above(entity).stream()
                    .filter(JavaClass::isEntity)
                    .forEach(above -> attributes.addAll(0, models.attributes(above)));
        }
        attributes.addAll(models.attributes(entity));
        return attributes;
    }

    private void columns(JavaClass entity) {
        if (!hasTable(entity)) {
            return;
        }
        ObjectName name = models.table(entity);
        TableDraft table = tables.computeIfAbsent(
                name, _ -> new TableDraft(name, models.physicalTable(entity), entity.location()));
        models.unread.around(entity, name);
        boolean joined =
                models.strategy(entity).equals("JOINED") && !models.root(entity).equals(entity);
        if (joined) {
            joinToParent(entity, table);
        }
        if (models.root(entity).equals(entity)
                && models.strategy(entity).equals("SINGLE_TABLE")
                && models.hasChildren(entity)) {
            discriminator(entity, table);
        }
        secondary.add(entity, table);
        columns.add(attribute -> secondary.of(entity, table, attribute), attributes(entity), !sharesTable(entity));
    }

    private void joinToParent(JavaClass entity, TableDraft table) {
        JavaClass parent = models.parent(entity).orElseThrow();
        Optional<String> stated =
                entity.annotations().named("PrimaryKeyJoinColumn").flatMap(found -> Annotations.text(found, "name"));
        List<String> written = new ArrayList<>();
        List<KeyColumn> keys = this.keys.of(parent);
        for (KeyColumn key : keys) {
            String name = stated.filter(_ -> keys.size() == 1).orElse(key.written());
            written.add(name);
            table.column(Column.of(models.naming.inCatalog(name), key.type().sql(), false), entity.location());
            table.key(models.naming, name);
        }
        table.constraint(
                new Constraint.ForeignKey(
                        JoinColumns.explicitName(
                                        entity.annotations().repeated("PrimaryKeyJoinColumn", "PrimaryKeyJoinColumns"),
                                        Optional.empty(),
                                        "foreignKey")
                                .map(JpaNaming::explicit)
                                .orElseGet(() -> JpaNaming.foreignKey(
                                        table.physicalName,
                                        models.physicalTable(parent),
                                        written.stream()
                                                .map(models.naming::rendered)
                                                .toList())),
                        written.stream().map(models.naming::inCatalog).toList(),
                        models.table(parent),
                        keys.stream()
                                .map(key -> models.naming.inCatalog(key.written()))
                                .toList(),
                        ReferentialAction.NO_ACTION,
                        ReferentialAction.NO_ACTION,
                        Optional.empty(),
                        true),
                entity.location());
    }

    private void discriminator(JavaClass root, TableDraft table) {
        Optional<AnnotationExpr> stated = root.annotations().named("DiscriminatorColumn");
        String name = stated.flatMap(found -> Annotations.text(found, "name")).orElse("DTYPE");
        String kind = stated.flatMap(found -> Annotations.word(found, "discriminatorType"))
                .orElse("STRING");
        int length =
                stated.flatMap(found -> Annotations.number(found, "length")).orElse(31);
        String type = switch (kind) {
            case "INTEGER" -> "integer";
            case "CHAR" -> "character(1)";
            default -> "character varying(" + length + ")";
        };
        table.column(Column.of(models.naming.inCatalog(name), type, false), root.location());
    }

    private void relations(JavaClass entity, Relations relations, Predicate<Attribute> which) {
        Optional<TableDraft> table = Optional.ofNullable(tables.get(models.table(entity)));
        if (table.isPresent() && hasTable(entity)) {
            List<Attribute> attributes = attributes(entity);
            Stream.concat(
                            attributes.stream().filter(EntityColumns::isRelation),
                            columns.embeddedRelations(attributes).stream())
                    .filter(which)
                    .forEach(attribute -> relations.add(
                            entity, secondary.of(entity, table.get(), attribute), attribute, !sharesTable(entity)));
        }
    }

    private void keysAndIndexes(JavaClass entity) {
        TableKeys tableKeys = new TableKeys(models);
        secondary.keys(entity, tableKeys);
        Optional<TableDraft> table = Optional.ofNullable(tables.get(models.table(entity)));
        table.ifPresent(found -> checks(entity, found));
        Optional<AnnotationExpr> annotation = entity.annotations().named("Table");
        if (table.isEmpty() || annotation.isEmpty()) {
            return;
        }
        tableKeys.add(annotation.get(), table.get(), entity.location());
    }

    /// `@Check` of a class. Those of attributes come with their columns.
    private void checks(JavaClass entity, TableDraft table) {
        for (AnnotationExpr check : entity.annotations().repeated("Check", "Checks")) {
            Annotations.text(check, "constraints")
                    .ifPresent(condition -> table.constraint(
                            new Constraint.Check(
                                    Annotations.text(check, "name")
                                            .map(JpaNaming::explicit)
                                            .orElseGet(() -> UnnamedCheck.name(
                                                    table.name.name(), table.columnNames(), condition)),
                                    condition,
                                    true),
                            entity.location()));
        }
    }
}
