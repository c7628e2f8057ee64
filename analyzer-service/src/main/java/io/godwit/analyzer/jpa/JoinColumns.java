package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.type.Type;
import io.godwit.analyzer.jpa.EntityKeys.KeyColumn;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ReferentialAction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Columns that refer to an entity, and the foreign keys over them.
final class JoinColumns {
    private final JpaModels models;
    private final EntityKeys keys;

    JoinColumns(JpaModels models, EntityKeys keys) {
        this.models = models;
        this.keys = keys;
    }

    List<KeyColumn> key(JavaClass entity) {
        return keys.of(entity);
    }

    Optional<JavaClass> target(TableDraft table, Attribute attribute, Type type, String relation) {
        Optional<String> stated =
                attribute.annotations().named(relation).flatMap(found -> Annotations.word(found, "targetEntity"));
        Optional<JavaClass> found = models.named(
                        stated.orElse(type.asString()), attribute.location().file())
                .filter(models::isEntity);
        if (found.isEmpty()) {
            models.gap(
                    Optional.of(table.name),
                    attribute.location(),
                    "The entity " + stated.orElse(type.asString()) + " that " + attribute.name()
                            + " refers to is not among the files, or its table is not known.");
        }
        return found;
    }

    /// The join column for a part of a key: the one that names it, else the one at its place.
    static Optional<AnnotationExpr> joinFor(List<AnnotationExpr> joins, KeyColumn part, List<KeyColumn> key) {
        return joins.stream()
                .filter(join -> Annotations.text(join, "referencedColumnName")
                        .filter(part.written()::equalsIgnoreCase)
                        .isPresent())
                .findFirst()
                .or(() -> joins.size() == key.size() ? Optional.of(joins.get(part.placeIn(key))) : Optional.empty());
    }

    void column(TableDraft table, String written, DataType type, boolean nullable, Attribute attribute) {
        table.writes(models.naming, written);
        table.column(Column.of(models.naming.inCatalog(written), type.sql(), nullable), attribute.location());
    }

    /// `@ForeignKey(name = ...)` of a join column or of the annotation around; an empty name means that there is to be
    /// none.
    ///
    /// @param member what the annotation around calls it
    static Optional<String> explicitName(List<AnnotationExpr> joins, Optional<AnnotationExpr> around, String member) {
        return Stream.concat(
                        joins.stream().flatMap(join -> Annotations.member(join, "foreignKey").stream()),
                        around.stream().flatMap(found -> Annotations.member(found, member).stream()))
                .filter(found -> found.isAnnotationExpr())
                .map(found -> found.asAnnotationExpr())
                .flatMap(found -> found.toString().contains("NO_CONSTRAINT")
                        ? Optional.of("").stream()
                        : Annotations.text(found, "name").stream())
                .findFirst();
    }

    /// Of join columns that stand at the attribute itself.
    static Optional<String> explicitName(Attribute attribute) {
        Annotations annotations = attribute.annotations();
        return explicitName(
                annotations.repeated("JoinColumn", "JoinColumns"), annotations.named("JoinColumns"), "foreignKey");
    }

    void foreignKey(
            TableDraft table,
            List<String> written,
            JavaClass target,
            List<String> referenced,
            Optional<String> explicit,
            Attribute attribute) {
        foreignKey(table, written, models.table(target), models.physicalTable(target), referenced, explicit, attribute);
    }

    void foreignKey(
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
        List<String> physical = written.stream().map(models.naming::rendered).toList();
        String name = explicit.map(JpaNaming::explicit)
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

    static Optional<Type> element(Attribute attribute) {
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
}
