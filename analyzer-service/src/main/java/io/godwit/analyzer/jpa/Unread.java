package io.godwit.analyzer.jpa;

import io.godwit.analyzer.jpa.JavaClass.Attribute;
import io.godwit.model.catalog.ObjectName;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Annotations that decide on the schema and are not read, and those of which a part is not known: what they are on is
/// left as it is, and said.
final class Unread {
    private static final Set<String> OF_A_TABLE = Set.of("Entity", "Table");
    private static final Set<String> OF_A_COLUMN =
            Set.of("Column", "ColumnDefault", "Check", "Size", "Length", "Digits", "Min", "Max", "Range");
    private static final Set<String> OF_A_RELATION = Set.of(
            "JoinColumn",
            "JoinColumns",
            "JoinTable",
            "CollectionTable",
            "OrderColumn",
            "MapKeyColumn",
            "PrimaryKeyJoinColumn");

    private final JpaModels models;

    Unread(JpaModels models) {
        this.models = models;
    }

    /// Whether an entity's table can be told.
    boolean names(JavaClass entity) {
        Optional<String> unknown = AnnotationConstants.unknownIn(entity.annotations(), OF_A_TABLE);
        unknown.ifPresent(what -> models.gap(
                Optional.empty(),
                entity.location(),
                "The table of " + entity.name() + " is left as it is: " + what + " is not among the files."));
        return unknown.isEmpty();
    }

    /// What a class brings along besides its table.
    void around(JavaClass entity, ObjectName table) {
        Annotations annotations = entity.annotations();
        said(annotations, table, entity, "Audited", "the audit tables of Envers are not read");
        said(annotations, table, entity, "SoftDelete", "the column that marks deleted rows is not read");
        Stream.of("AssociationOverride", "AssociationOverrides")
                .forEach(name -> said(annotations, table, entity, name, "other columns for relations are not read"));
    }

    private void said(Annotations annotations, ObjectName table, JavaClass entity, String name, String what) {
        if (annotations.has(name)) {
            models.gap(Optional.of(table), entity.location(), "@" + name + " of " + entity.name() + ": " + what + ".");
        }
    }

    /// Whether the column of an attribute is left as it is.
    boolean column(ObjectName table, Attribute attribute) {
        Annotations annotations = attribute.annotations();
        boolean typed = annotations
                .named("Column")
                .flatMap(found -> Annotations.text(found, "columnDefinition"))
                .isPresent();
        Optional<String> why = AnnotationConstants.unknownIn(annotations, OF_A_COLUMN)
                .map(what -> what + " is not among the files")
                .or(() -> Stream.of("Type", "CompositeType", "JdbcType", "JavaType", "Struct")
                        .filter(name -> !typed && annotations.has(name))
                        .map(name -> "what @" + name + " makes of it is not known; give its columnDefinition")
                        .findFirst());
        return said(table, attribute, why);
    }

    /// Whether the columns or the table of a relation are left as they are.
    boolean relation(ObjectName table, Attribute attribute) {
        Annotations annotations = attribute.annotations();
        return said(
                table,
                attribute,
                AnnotationConstants.unknownIn(annotations, OF_A_RELATION)
                        .map(what -> what + " is not among the files")
                        .or(() -> Stream.of("AssociationOverride", "AssociationOverrides", "JoinColumnOrFormula")
                                .filter(annotations::has)
                                .map(name -> "@" + name + " is not read")
                                .findFirst()));
    }

    /// What an attribute has beside its column.
    void beside(ObjectName table, Attribute attribute) {
        Annotations annotations = attribute.annotations();
        boolean zoned = annotations
                .named("TimeZoneStorage")
                .flatMap(found -> Annotations.word(found, "value"))
                .filter(word -> word.equals("COLUMN") || word.equals("AUTO"))
                .isPresent();
        if (zoned) {
            models.gap(
                    Optional.of(table),
                    attribute.location(),
                    "The column for the time zone of " + attribute.name() + " is not read.");
        }
        if (annotations.has("Collate")) {
            models.gap(
                    Optional.of(table), attribute.location(), "The collation of " + attribute.name() + " is not read.");
        }
    }

    private boolean said(ObjectName table, Attribute attribute, Optional<String> why) {
        why.ifPresent(reason -> models.gap(
                Optional.of(table),
                attribute.location(),
                table + ": " + attribute.name() + " is left as it is in the database: " + reason + "."));
        return why.isPresent();
    }
}
