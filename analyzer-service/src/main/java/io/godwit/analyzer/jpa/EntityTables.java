package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import io.godwit.analyzer.jpa.EntityColumns.KeyColumn;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ReferentialAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Puts the tables of all entities together, by the inheritance strategy of each hierarchy.
final class EntityTables {
    private final JpaModels models;
    private final EntityColumns columns;
    private final Map<ObjectName, TableDraft> tables = new LinkedHashMap<>();

    EntityTables(JpaModels models) {
        this.models = models;
        this.columns = new EntityColumns(models);
    }

    Map<ObjectName, TableDraft> all() {
        List<JavaClass> entities = models.entities().stream()
                .sorted((one, other) -> Integer.compare(
                        models.above(one).size(), models.above(other).size()))
                .toList();
        entities.forEach(this::columns);
        Relations relations = new Relations(models, columns, tables);
        entities.forEach(entity -> relations(entity, relations));
        entities.forEach(this::keysAndIndexes);
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
        columns.add(table, attributes(entity), !sharesTable(entity));
    }

    private void joinToParent(JavaClass entity, TableDraft table) {
        JavaClass parent = models.parent(entity).orElseThrow();
        Optional<String> stated =
                entity.annotations().named("PrimaryKeyJoinColumn").flatMap(found -> Annotations.text(found, "name"));
        List<String> written = new ArrayList<>();
        List<KeyColumn> keys = columns.key(parent);
        for (KeyColumn key : keys) {
            String name = stated.filter(_ -> keys.size() == 1).orElse(key.written());
            written.add(name);
            table.column(Column.of(models.naming.inCatalog(name), key.type().sql(), false), entity.location());
            table.key(models.naming.inCatalog(name));
        }
        table.constraint(
                new Constraint.ForeignKey(
                        JpaNaming.foreignKey(
                                table.physicalName,
                                models.physicalTable(parent),
                                written.stream().map(models.naming::physical).toList()),
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

    private void relations(JavaClass entity, Relations relations) {
        Optional<TableDraft> table = Optional.ofNullable(tables.get(models.table(entity)));
        if (table.isPresent() && hasTable(entity)) {
            attributes(entity).stream()
                    .filter(EntityColumns::isRelation)
                    .forEach(attribute -> relations.add(entity, table.get(), attribute, !sharesTable(entity)));
        }
    }

    private void keysAndIndexes(JavaClass entity) {
        Optional<TableDraft> table = Optional.ofNullable(tables.get(models.table(entity)));
        Optional<AnnotationExpr> annotation = entity.annotations().named("Table");
        if (table.isEmpty() || annotation.isEmpty()) {
            return;
        }
        Annotations.nested(annotation.get(), "uniqueConstraints").forEach(found -> unique(entity, table.get(), found));
        Annotations.nested(annotation.get(), "indexes").forEach(found -> index(entity, table.get(), found));
    }

    private void unique(JavaClass entity, TableDraft table, AnnotationExpr found) {
        List<String> names = Annotations.texts(found, "columnNames").stream()
                .map(column -> columnIn(table, column))
                .toList();
        String name = Annotations.text(found, "name")
                .map(models.naming::inCatalog)
                .orElseGet(() -> table.generated(names, "key"));
        table.constraint(new Constraint.Unique(name, names, false), entity.location());
    }

    private void index(JavaClass entity, TableDraft table, AnnotationExpr found) {
        List<Index.Key> keys = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String part : Annotations.text(found, "columnList").orElse("").split(",")) {
            String[] words = part.strip().split("\\s+");
            String column = columnIn(table, words[0]);
            boolean descending =
                    words.length > 1 && words[1].toLowerCase(Locale.ROOT).equals("desc");
            names.add(column);
            keys.add(new Index.Key(Optional.of(column), Optional.empty(), descending, descending, Optional.empty()));
        }
        Optional<String> stated = Annotations.text(found, "name").map(models.naming::inCatalog);
        if (Annotations.truth(found, "unique").orElse(false)) {
            table.constraint(
                    new Constraint.Unique(stated.orElseGet(() -> table.generated(names, "key")), names, false),
                    entity.location());
        } else {
            table.index(
                    new Index(
                            stated.orElseGet(() -> JpaNaming.constraint("idx", table.physicalName, names)),
                            false,
                            "btree",
                            keys,
                            List.of(),
                            Optional.empty(),
                            false,
                            true),
                    entity.location());
        }
    }

    /// A column may be named as in the code or as in the database.
    private String columnIn(TableDraft table, String written) {
        String asIs = written.toLowerCase(Locale.ROOT);
        return table.has(asIs) ? asIs : models.naming.inCatalog(written);
    }
}
