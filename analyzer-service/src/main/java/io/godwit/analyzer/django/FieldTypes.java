package io.godwit.analyzer.django;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Django's own fields, and what PostgreSQL stores of them.
final class FieldTypes {
    /// Fields without a column.
    static final Set<String> COLUMNLESS =
            Set.of("GenericForeignKey", "GenericRelation", "CompositePrimaryKey", "ForeignObject");

    static final Set<String> RELATIONS = Set.of("ForeignKey", "OneToOneField", "ManyToManyField");

    static final Set<String> AUTO = Set.of("AutoField", "BigAutoField", "SmallAutoField");

    static final Set<String> POSITIVE =
            Set.of("PositiveBigIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField");

    /// Types that need no argument, as `format_type` prints them.
    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("AutoField", "integer"),
            Map.entry("BigAutoField", "bigint"),
            Map.entry("SmallAutoField", "smallint"),
            Map.entry("BinaryField", "bytea"),
            Map.entry("BooleanField", "boolean"),
            Map.entry("NullBooleanField", "boolean"),
            Map.entry("DateField", "date"),
            Map.entry("DateTimeField", "timestamp with time zone"),
            Map.entry("DurationField", "interval"),
            Map.entry("FloatField", "double precision"),
            Map.entry("IntegerField", "integer"),
            Map.entry("BigIntegerField", "bigint"),
            Map.entry("SmallIntegerField", "smallint"),
            Map.entry("IPAddressField", "inet"),
            Map.entry("GenericIPAddressField", "inet"),
            Map.entry("JSONField", "jsonb"),
            Map.entry("PositiveBigIntegerField", "bigint"),
            Map.entry("PositiveIntegerField", "integer"),
            Map.entry("PositiveSmallIntegerField", "smallint"),
            Map.entry("TextField", "text"),
            Map.entry("TimeField", "time without time zone"),
            Map.entry("UUIDField", "uuid"),
            Map.entry("HStoreField", "public.hstore"),
            Map.entry("CITextField", "public.citext"),
            Map.entry("CICharField", "public.citext"),
            Map.entry("CIEmailField", "public.citext"),
            Map.entry("SearchVectorField", "tsvector"),
            Map.entry("IntegerRangeField", "int4range"),
            Map.entry("BigIntegerRangeField", "int8range"),
            Map.entry("DecimalRangeField", "numrange"),
            Map.entry("FloatRangeField", "numrange"),
            Map.entry("DateTimeRangeField", "tstzrange"),
            Map.entry("DateRangeField", "daterange"));

    /// Texts and their length where none is given; zero for no limit.
    private static final Map<String, Integer> TEXTS = Map.of(
            "CharField", 0,
            "CommaSeparatedIntegerField", 0,
            "EmailField", 254,
            "URLField", 200,
            "SlugField", 50,
            "FileField", 100,
            "ImageField", 100,
            "FilePathField", 100);

    private static final Set<String> OTHERS = Set.of("DecimalField", "ArrayField", "GeneratedField");

    /// The packages whose classes of these names are Django's fields.
    private static final List<String> PACKAGES = List.of(
            "django.db.models", "django.contrib.postgres", "django.contrib.contenttypes", "django.contrib.gis.db");

    private FieldTypes() {}

    /// The field of Django's that a full name means; empty for anything else.
    static Optional<String> byName(String dotted) {
        String name = dotted.substring(dotted.lastIndexOf('.') + 1);
        boolean known = PLAIN.containsKey(name)
                || TEXTS.containsKey(name)
                || RELATIONS.contains(name)
                || COLUMNLESS.contains(name)
                || OTHERS.contains(name);
        return known && PACKAGES.stream().anyMatch(dotted::startsWith) ? Optional.of(name) : Optional.empty();
    }

    static Optional<String> plainType(String field) {
        return Optional.ofNullable(PLAIN.get(field));
    }

    /// The length a text has without `max_length`; zero for no limit. Empty for other fields.
    static Optional<Integer> textLength(String field) {
        return Optional.ofNullable(TEXTS.get(field));
    }

    /// Fields that take a `db_collation`.
    static boolean isText(String field) {
        return TEXTS.containsKey(field) || field.equals("TextField");
    }

    /// Fields whose empty value is the empty string.
    static boolean allowsEmptyText(String field) {
        return TEXTS.containsKey(field)
                || Set.of("TextField", "CITextField", "CICharField", "CIEmailField", "BinaryField")
                        .contains(field);
    }

    /// What positions the arguments of a field have.
    static List<String> positions(String field) {
        return switch (field) {
            case "ForeignKey", "OneToOneField" -> List.of("to", "on_delete", "related_name");
            case "ManyToManyField" -> List.of("to", "related_name");
            case "ArrayField" -> List.of("base_field", "size");
            case "DecimalField" -> List.of("verbose_name", "name", "max_digits", "decimal_places");
            case "DateField", "DateTimeField", "TimeField" ->
                List.of("verbose_name", "name", "auto_now", "auto_now_add");
            case "GenericIPAddressField" -> List.of("verbose_name", "name", "protocol");
            case "FileField" -> List.of("verbose_name", "name", "upload_to");
            case "FilePathField" -> List.of("verbose_name", "name", "path");
            case "GenericForeignKey", "GenericRelation" -> List.of();
            case String _ ->
                List.of("verbose_name", "name", "primary_key", "max_length", "unique", "blank", "null", "db_index");
        };
    }
}
