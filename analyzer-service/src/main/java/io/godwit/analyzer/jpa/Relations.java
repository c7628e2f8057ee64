package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.type.Type;
import io.godwit.analyzer.jpa.EntityColumns.KeyColumn;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ReferentialAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Join columns, join tables and tables of collections.
final class Relations {
    private final JpaModels models;
    private final EntityColumns columns;
    private final Map<ObjectName, TableDraft> tables;

    Relations(JpaModels models, EntityColumns columns, Map<ObjectName, TableDraft> tables) {
        this.models = models;
        this.columns = columns;
        this.tables = tables;
    }

    void add(JavaClass owner, TableDraft table, Attribute attribute, boolean required) {
        Annotations annotations = attribute.annotations();
        if (annotations.has("ElementCollection")) {
            collection(owner, table, attribute);
        } else if (annotations.has("ManyToOne") || annotations.has("OneToOne") && !isMapped(annotations, "OneToOne")) {
            toOne(table, attribute, required);
        } else if (annotations.has("ManyToMany") && !isMapped(annotations, "ManyToMany")) {
            toMany(owner, table, attribute, false);
        } else if (annotations.has("OneToMany") && !isMapped(annotations, "OneToMany")) {
            if (annotations.has("JoinColumn", "JoinColumns")) {
                oneToManyByColumn(owner, table, attribute);
            } else {
                toMany(owner, table, attribute, true);
            }
        } else if (annotations.has("Any", "ManyToAny")) {
            models.gap(
                    Optional.of(table.name),
                    attribute.location(),
                    attribute.name() + " is an @Any relation, which is not read.");
        }
    }

    private static boolean isMapped(Annotations annotations, String relation) {
        return annotations
                .named(relation)
                .flatMap(found -> Annotations.text(found, "mappedBy"))
                .isPresent();
    }

    private Optional<JavaClass> target(TableDraft table, Attribute attribute, Type type, String relation) {
        Optional<String> stated =
                attribute.annotations().named(relation).flatMap(found -> Annotations.word(found, "targetEntity"));
        Optional<JavaClass> found = models.named(stated.orElse(type.asString())).filter(JavaClass::isEntity);
        if (found.isEmpty()) {
            models.gap(
                    Optional.of(table.name),
                    attribute.location(),
                    "The entity " + stated.orElse(type.asString()) + " that " + attribute.name()
                            + " refers to is not among the files.");
        }
        return found;
    }

    static String joinColumnName(Attribute attribute, String referenced) {
        return attribute.annotations().repeated("JoinColumn", "JoinColumns").stream()
                .findFirst()
                .flatMap(found -> Annotations.text(found, "name"))
                .orElse(attribute.name() + "_" + referenced);
    }

    private void toOne(TableDraft table, Attribute attribute, boolean required) {
        String relation = attribute.annotations().has("ManyToOne") ? "ManyToOne" : "OneToOne";
        Optional<JavaClass> target = target(table, attribute, attribute.type(), relation);
        if (target.isEmpty()) {
            return;
        }
        Optional<AnnotationExpr> annotation = attribute.annotations().named(relation);
        boolean optional = annotation
                .flatMap(found -> Annotations.truth(found, "optional"))
                .orElse(true);
        List<AnnotationExpr> joins = attribute.annotations().repeated("JoinColumn", "JoinColumns");
        boolean inKey = attribute.annotations().has("Id", "MapsId");
        List<KeyColumn> keys = columns.key(target.get());
        List<String> written = new ArrayList<>();
        List<String> referenced = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Optional<AnnotationExpr> join = joinFor(joins, keys.get(i).written(), i, keys.size());
            String name = join.flatMap(found -> Annotations.text(found, "name"))
                    .orElse(attribute.name() + "_" + keys.get(i).written());
            boolean nullable = optional
                    && join.flatMap(found -> Annotations.truth(found, "nullable"))
                            .orElse(true)
                    && !(required && attribute.annotations().has("NotNull"));
            written.add(name);
            referenced.add(join.flatMap(found -> Annotations.text(found, "referencedColumnName"))
                    .orElse(keys.get(i).written()));
            column(table, name, keys.get(i).type(), nullable, attribute);
            if (inKey) {
                table.key(models.naming.inCatalog(name));
            }
            boolean unique = relation.equals("OneToOne") && keys.size() == 1
                    || join.flatMap(found -> Annotations.truth(found, "unique")).orElse(false);
            if (unique && !inKey) {
                List<String> of = List.of(models.naming.inCatalog(name));
                table.constraint(new Constraint.Unique(table.generated(of, "key"), of, false), attribute.location());
            }
        }
        foreignKey(table, written, target.get(), referenced, explicitName(joins), attribute);
    }

    private static Optional<AnnotationExpr> joinFor(List<AnnotationExpr> joins, String referenced, int at, int all) {
        return joins.stream()
                .filter(join -> Annotations.text(join, "referencedColumnName")
                        .filter(referenced::equalsIgnoreCase)
                        .isPresent())
                .findFirst()
                .or(() -> joins.size() == all ? Optional.of(joins.get(at)) : Optional.empty());
    }

    private void column(TableDraft table, String written, DataType type, boolean nullable, Attribute attribute) {
        table.column(Column.of(models.naming.inCatalog(written), type.sql(), nullable), attribute.location());
    }

    /// `@ForeignKey(name = ...)`; an empty name means that there is to be none.
    private static Optional<String> explicitName(List<AnnotationExpr> joins) {
        return joins.stream()
                .flatMap(join -> Annotations.member(join, "foreignKey").stream())
                .filter(found -> found.isAnnotationExpr())
                .map(found -> found.asAnnotationExpr())
                .flatMap(found -> found.toString().contains("NO_CONSTRAINT")
                        ? Optional.of("").stream()
                        : Annotations.text(found, "name").stream())
                .findFirst();
    }

    private void foreignKey(
            TableDraft table,
            List<String> written,
            JavaClass target,
            List<String> referenced,
            Optional<String> explicit,
            Attribute attribute) {
        foreignKey(table, written, models.table(target), models.physicalTable(target), referenced, explicit, attribute);
    }

    private void foreignKey(
            TableDraft table,
            List<String> written,
            ObjectName target,
            String physicalTarget,
            List<String> referenced,
            Optional<String> explicit,
            Attribute attribute) {
        if (written.isEmpty() || explicit.filter(String::isEmpty).isPresent()) {
            return;
        }
        List<String> physical = written.stream().map(models.naming::physical).toList();
        String name = explicit.map(models.naming::inCatalog)
                .orElseGet(() -> JpaNaming.foreignKey(table.physicalName, physicalTarget, physical));
        boolean cascade = attribute.annotations().has("OnDelete")
                && attribute
                        .annotations()
                        .named("OnDelete")
                        .orElseThrow()
                        .toString()
                        .contains("CASCADE");
        table.constraint(
                new Constraint.ForeignKey(
                        name,
                        written.stream().map(models.naming::inCatalog).toList(),
                        target,
                        referenced.stream().map(models.naming::inCatalog).toList(),
                        cascade ? ReferentialAction.CASCADE : ReferentialAction.NO_ACTION,
                        ReferentialAction.NO_ACTION,
                        Optional.empty(),
                        true),
                attribute.location());
    }

    private static Optional<Type> element(Attribute attribute) {
        return attribute.type().isClassOrInterfaceType()
                ? attribute
                        .type()
                        .asClassOrInterfaceType()
                        .getTypeArguments()
                        .flatMap(arguments -> arguments.isEmpty()
                                ? Optional.empty()
                                : Optional.of(arguments.get(arguments.size() - 1)))
                : Optional.empty();
    }

    /// The key of a map as a column of its own: `{property}_KEY`, or as `@MapKeyColumn` says.
    private static Optional<Attribute> mapKey(Attribute attribute) {
        boolean isMap = attribute.type().asString().matches("(?:\\w+\\.)*(?:Sorted)?Map<.*");
        if (!isMap) {
            return Optional.empty();
        }
        List<AnnotationExpr> kept = new ArrayList<>();
        attribute.annotations().named("MapKeyColumn").ifPresent(stated -> kept.add(named(stated, "Column")));
        attribute.annotations().named("MapKeyEnumerated").ifPresent(stated -> kept.add(named(stated, "Enumerated")));
        boolean isNamed = attribute
                .annotations()
                .named("MapKeyColumn")
                .flatMap(found -> Annotations.text(found, "name"))
                .isPresent();
        return attribute
                .type()
                .asClassOrInterfaceType()
                .getTypeArguments()
                .flatMap(arguments -> arguments.getFirst())
                .map(type -> new Attribute(
                        isNamed ? attribute.name() : attribute.name() + "_KEY",
                        type,
                        new Annotations(kept),
                        attribute.location()));
    }

    private static AnnotationExpr named(AnnotationExpr annotation, String name) {
        AnnotationExpr copy = annotation.clone();
        copy.setName(name);
        return copy;
    }

    private static boolean isSet(Attribute attribute) {
        return attribute.type().asString().matches("(?:\\w+\\.)*(?:Sorted)?Set<.*");
    }

    private void oneToManyByColumn(JavaClass owner, TableDraft table, Attribute attribute) {
        Optional<JavaClass> target = element(attribute).flatMap(type -> target(table, attribute, type, "OneToMany"));
        Optional<TableDraft> other = target.map(models::table).map(tables::get);
        if (other.isEmpty()) {
            return;
        }
        List<AnnotationExpr> joins = attribute.annotations().repeated("JoinColumn", "JoinColumns");
        List<KeyColumn> keys = columns.key(owner);
        List<String> written = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Optional<AnnotationExpr> join = joinFor(joins, keys.get(i).written(), i, keys.size());
            String name = join.flatMap(found -> Annotations.text(found, "name"))
                    .orElse(attribute.name() + "_" + keys.get(i).written());
            boolean nullable =
                    join.flatMap(found -> Annotations.truth(found, "nullable")).orElse(true);
            written.add(name);
            column(other.get(), name, keys.get(i).type(), nullable, attribute);
        }
        foreignKey(
                other.get(),
                written,
                owner,
                keys.stream().map(KeyColumn::written).toList(),
                explicitName(joins),
                attribute);
    }

    /// A table between two entities. A bag has no key; each target of a one-to-many stands in it once.
    private void toMany(JavaClass owner, TableDraft table, Attribute attribute, boolean oneToMany) {
        String relation = oneToMany ? "OneToMany" : "ManyToMany";
        Optional<JavaClass> target = element(attribute).flatMap(type -> target(table, attribute, type, relation));
        if (target.isEmpty()) {
            return;
        }
        Optional<AnnotationExpr> joinTable = attribute.annotations().named("JoinTable");
        String suffix = models.naming == JpaNaming.SPRING ? attribute.name() : models.physicalTable(target.get());
        String written =
                joinTable.flatMap(found -> Annotations.text(found, "name")).orElse(table.physicalName + "_" + suffix);
        TableDraft join = draft(written, table.name.schema(), attribute);
        List<AnnotationExpr> owning =
                joinTable.map(found -> Annotations.nested(found, "joinColumns")).orElse(List.of());
        List<AnnotationExpr> inverse = joinTable
                .map(found -> Annotations.nested(found, "inverseJoinColumns"))
                .orElse(List.of());
        String ownName = mappedBy(owner, target.get(), attribute).orElse(models.entityName(owner));
        List<String> own = side(join, owner, owning, ownName, attribute);
        List<String> other = side(join, target.get(), inverse, attribute.name(), attribute);
        if (isSet(attribute)) {
            own.forEach(join::key);
            other.forEach(join::key);
        }
        if (oneToMany) {
            join.constraint(new Constraint.Unique(join.generated(other, "key"), other, false), attribute.location());
        }
    }

    private TableDraft draft(String written, String schema, Attribute attribute) {
        ObjectName name = new ObjectName(schema, models.naming.inCatalog(written));
        return tables.computeIfAbsent(
                name, _ -> new TableDraft(name, models.naming.physical(written), attribute.location()));
    }

    /// The property of the other side that is mapped by this one.
    private Optional<String> mappedBy(JavaClass owner, JavaClass target, Attribute attribute) {
        return models.attributes(target).stream()
                .filter(each -> each.annotations()
                        .named("ManyToMany", "OneToMany", "OneToOne")
                        .flatMap(found -> Annotations.text(found, "mappedBy"))
                        .filter(attribute.name()::equals)
                        .isPresent())
                .filter(each -> element(each)
                        .flatMap(type -> models.named(type.asString()))
                        .filter(found -> found.equals(owner))
                        .isPresent())
                .map(Attribute::name)
                .findFirst();
    }

    private List<String> side(
            TableDraft join, JavaClass entity, List<AnnotationExpr> joins, String prefix, Attribute attribute) {
        List<KeyColumn> keys = columns.key(entity);
        List<String> written = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String name = joinFor(joins, keys.get(i).written(), i, keys.size())
                    .flatMap(found -> Annotations.text(found, "name"))
                    .orElse(prefix + "_" + keys.get(i).written());
            written.add(name);
            column(join, name, keys.get(i).type(), false, attribute);
        }
        foreignKey(
                join, written, entity, keys.stream().map(KeyColumn::written).toList(), explicitName(joins), attribute);
        return written.stream().map(models.naming::inCatalog).toList();
    }

    private void collection(JavaClass owner, TableDraft table, Attribute attribute) {
        Optional<AnnotationExpr> stated = attribute.annotations().named("CollectionTable", "JoinTable");
        String written = stated.flatMap(found -> Annotations.text(found, "name"))
                .orElse(models.entityName(owner) + "_" + attribute.name());
        Optional<Type> element = element(attribute);
        if (element.isEmpty()) {
            models.gap(
                    Optional.of(table.name),
                    attribute.location(),
                    "The collection " + attribute.name() + " has no element type; its table is not known.");
            return;
        }
        TableDraft values = draft(written, table.name.schema(), attribute);
        List<String> own = side(
                values,
                owner,
                stated.map(found -> Annotations.nested(found, "joinColumns")).orElse(List.of()),
                models.entityName(owner),
                attribute);
        Attribute value = new Attribute(attribute.name(), element.get(), attribute.annotations(), attribute.location());
        mapKey(attribute).ifPresent(key -> {
            columns.addElement(values, key);
            own.forEach(values::key);
            values.key(models.naming.inCatalog(columns.columnName(key)));
        });
        columns.addElement(values, value);
        if (isSet(attribute) && values.requiresAll()) {
            values.columnNames().forEach(values::key);
        }
        attribute.annotations().named("OrderColumn").ifPresent(order -> {
            String name = Annotations.text(order, "name").orElse(attribute.name() + "_ORDER");
            column(values, name, new DataType("integer"), false, attribute);
            own.forEach(values::key);
            values.key(models.naming.inCatalog(name));
        });
    }
}
