package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import io.godwit.analyzer.jpa.EntityKeys.KeyColumn;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ReferentialAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Further tables of an entity (`@SecondaryTable`): their key is the entity's, and the columns that name them stand in
/// them.
final class SecondaryTables {
    private final JpaModels models;
    private final EntityKeys keys;
    private final Map<ObjectName, TableDraft> tables;

    SecondaryTables(JpaModels models, EntityKeys keys, Map<ObjectName, TableDraft> tables) {
        this.models = models;
        this.keys = keys;
        this.tables = tables;
    }

    static List<AnnotationExpr> of(JavaClass entity) {
        return entity.annotations().repeated("SecondaryTable", "SecondaryTables");
    }

    /// Makes the tables with their keys.
    void add(JavaClass entity, TableDraft main) {
        for (AnnotationExpr stated : of(entity)) {
            String written = Annotations.text(stated, "name").orElse(entity.name());
            ObjectName name = new ObjectName(
                    Annotations.text(stated, "schema")
                            .map(models.naming::inCatalog)
                            .orElse(main.name.schema()),
                    models.naming.inCatalog(written));
            TableDraft table = tables.computeIfAbsent(
                    name, _ -> new TableDraft(name, models.naming.rendered(written), entity.location()));
            List<AnnotationExpr> joins = Annotations.nested(stated, "pkJoinColumns");
            List<KeyColumn> key = keys.of(entity);
            List<String> columns = new ArrayList<>();
            for (int i = 0; i < key.size(); i++) {
                KeyColumn part = key.get(i);
                String column = JoinColumns.joinFor(joins, part, key)
                        .flatMap(join -> Annotations.text(join, "name"))
                        .orElse(part.written());
                columns.add(column);
                table.column(
                        Column.of(models.naming.inCatalog(column), part.type().sql(), false), entity.location());
                table.key(models.naming, column);
            }
            table.constraint(
                    new Constraint.ForeignKey(
                            foreignKey(stated)
                                    .map(JpaNaming::explicit)
                                    .orElseGet(() -> JpaNaming.foreignKey(
                                            table.physicalName,
                                            main.physicalName,
                                            columns.stream()
                                                    .map(models.naming::rendered)
                                                    .toList())),
                            columns.stream().map(models.naming::inCatalog).toList(),
                            main.name,
                            key.stream()
                                    .map(part -> models.naming.inCatalog(part.written()))
                                    .toList(),
                            ReferentialAction.NO_ACTION,
                            ReferentialAction.NO_ACTION,
                            Optional.empty(),
                            true),
                    entity.location());
        }
    }

    private static Optional<String> foreignKey(AnnotationExpr stated) {
        return Annotations.member(stated, "foreignKey")
                .filter(found -> found.isAnnotationExpr())
                .flatMap(found -> Annotations.text(found.asAnnotationExpr(), "name"));
    }

    /// The table an attribute's column stands in: the one it names, else the entity's own.
    TableDraft of(JavaClass entity, TableDraft main, Attribute attribute) {
        return attribute
                .annotations()
                .named("Column", "JoinColumn")
                .flatMap(found -> Annotations.text(found, "table"))
                .map(models.naming::inCatalog)
                .flatMap(wanted -> tables.values().stream()
                        .filter(table -> table.name.name().equals(wanted))
                        .filter(_ -> of(entity).stream()
                                .flatMap(stated -> Annotations.text(stated, "name").stream())
                                .anyMatch(name -> models.naming.inCatalog(name).equals(wanted)))
                        .findFirst())
                .orElse(main);
    }

    /// Their unique constraints and indexes, once all columns are there.
    void keys(JavaClass entity, TableKeys tableKeys) {
        for (AnnotationExpr stated : of(entity)) {
            tables.values().stream()
                    .filter(table -> table.name
                            .name()
                            .equals(Annotations.text(stated, "name")
                                    .map(models.naming::inCatalog)
                                    .orElse("")))
                    .forEach(table -> tableKeys.add(stated, table, entity.location()));
        }
    }
}
