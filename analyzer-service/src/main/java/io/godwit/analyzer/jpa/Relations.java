package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import io.godwit.analyzer.jpa.EntityKeys.KeyColumn;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Relations between entities: join columns here, tables between them in [JoinTables].
final class Relations {
    private final JpaModels models;
    private final JoinColumns joins;
    private final JoinTables joinTables;
    private final Map<ObjectName, TableDraft> tables;

    Relations(JpaModels models, JoinColumns joins, JoinTables joinTables, Map<ObjectName, TableDraft> tables) {
        this.models = models;
        this.joins = joins;
        this.joinTables = joinTables;
        this.tables = tables;
    }

    void add(JavaClass owner, TableDraft table, Attribute attribute, boolean required) {
        Annotations annotations = attribute.annotations();
        if (models.unread.relation(table.name, attribute)) {
            return;
        }
        if (annotations.has("ElementCollection")) {
            joinTables.collection(owner, table, attribute);
        } else if (annotations.has("OneToOne") && annotations.has("PrimaryKeyJoinColumn", "PrimaryKeyJoinColumns")) {
            byKey(owner, table, attribute);
        } else if (annotations.has("ManyToOne") || annotations.has("OneToOne") && !isMapped(annotations, "OneToOne")) {
            toOne(table, attribute, required);
        } else if (annotations.has("ManyToMany") && !isMapped(annotations, "ManyToMany")) {
            joinTables.toMany(owner, table, attribute, false);
        } else if (annotations.has("OneToMany") && !isMapped(annotations, "OneToMany")) {
            if (annotations.has("JoinColumn", "JoinColumns")) {
                oneToManyByColumn(owner, table, attribute);
            } else {
                joinTables.toMany(owner, table, attribute, true);
            }
        } else if (annotations.has("Any", "ManyToAny")) {
            models.gap(
                    Optional.of(table.name),
                    attribute.location(),
                    attribute.name() + " is an @Any relation, which is not read.");
        }
    }

    static boolean isToOne(Attribute attribute) {
        return attribute.annotations().has("ManyToOne", "OneToOne");
    }

    private static boolean isMapped(Annotations annotations, String relation) {
        return annotations
                .named(relation)
                .flatMap(found -> Annotations.text(found, "mappedBy"))
                .isPresent();
    }

    private void toOne(TableDraft table, Attribute attribute, boolean required) {
        String relation = attribute.annotations().has("ManyToOne") ? "ManyToOne" : "OneToOne";
        Optional<JavaClass> target = joins.target(table, attribute, attribute.type(), relation);
        if (target.isEmpty()) {
            return;
        }
        Optional<AnnotationExpr> annotation = attribute.annotations().named(relation);
        boolean optional = annotation
                .flatMap(found -> Annotations.truth(found, "optional"))
                .orElse(true);
        List<AnnotationExpr> stated = attribute.annotations().repeated("JoinColumn", "JoinColumns");
        boolean inKey = attribute.annotations().has("Id", "MapsId");
        List<KeyColumn> keys = joins.key(target.get());
        List<String> written = new ArrayList<>();
        List<String> referenced = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Optional<AnnotationExpr> join = JoinColumns.joinFor(stated, keys.get(i), keys);
            String name = join.flatMap(found -> Annotations.text(found, "name"))
                    .orElse(models.derived(
                            target.get(), attribute.name() + "_" + keys.get(i).written()));
            boolean nullable = optional
                    && join.flatMap(found -> Annotations.truth(found, "nullable"))
                            .orElse(true)
                    && !(required && attribute.annotations().has("NotNull"));
            written.add(name);
            referenced.add(join.flatMap(found -> Annotations.text(found, "referencedColumnName"))
                    .orElse(keys.get(i).written()));
            joins.column(table, name, keys.get(i).type(), nullable, attribute);
            if (inKey) {
                table.key(models.naming, name);
            }
            boolean unique = relation.equals("OneToOne") && keys.size() == 1
                    || join.flatMap(found -> Annotations.truth(found, "unique")).orElse(false);
            if (unique && !inKey) {
                List<String> of = List.of(models.naming.inCatalog(name));
                table.constraint(new Constraint.Unique(table.generated(of, "key"), of, false), attribute.location());
            }
        }
        joins.foreignKey(table, written, target.get(), referenced, JoinColumns.explicitName(attribute), attribute);
    }

    /// Rows that share a key refer to one another only where there always is one.
    private void byKey(JavaClass owner, TableDraft table, Attribute attribute) {
        boolean optional = attribute
                .annotations()
                .named("OneToOne")
                .flatMap(found -> Annotations.truth(found, "optional"))
                .orElse(true);
        Optional<JavaClass> target = joins.target(table, attribute, attribute.type(), "OneToOne");
        if (target.isPresent() && !optional) {
            joins.foreignKey(
                    table,
                    joins.key(owner).stream().map(KeyColumn::written).toList(),
                    target.get(),
                    joins.key(target.get()).stream().map(KeyColumn::written).toList(),
                    JoinColumns.explicitName(
                            attribute.annotations().repeated("PrimaryKeyJoinColumn", "PrimaryKeyJoinColumns"),
                            Optional.empty(),
                            "foreignKey"),
                    attribute);
        }
    }

    private void oneToManyByColumn(JavaClass owner, TableDraft table, Attribute attribute) {
        Optional<JavaClass> target =
                JoinColumns.element(attribute).flatMap(type -> joins.target(table, attribute, type, "OneToMany"));
        Optional<TableDraft> other = target.map(models::table).map(tables::get);
        if (other.isEmpty()) {
            return;
        }
        List<AnnotationExpr> stated = attribute.annotations().repeated("JoinColumn", "JoinColumns");
        List<KeyColumn> keys = joins.key(owner);
        List<String> written = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Optional<AnnotationExpr> join = JoinColumns.joinFor(stated, keys.get(i), keys);
            String name = join.flatMap(found -> Annotations.text(found, "name"))
                    .orElse(attribute.name() + "_" + keys.get(i).written());
            boolean nullable =
                    join.flatMap(found -> Annotations.truth(found, "nullable")).orElse(true);
            written.add(name);
            joins.column(other.get(), name, keys.get(i).type(), nullable, attribute);
        }
        joins.foreignKey(
                other.get(),
                written,
                owner,
                keys.stream().map(KeyColumn::written).toList(),
                JoinColumns.explicitName(attribute),
                attribute);
    }
}
