package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.type.Type;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.TypeNames;
import java.util.Optional;

/// The PostgreSQL type Hibernate 6 gives a basic attribute.
final class BasicTypes {
    private static final int LENGTH = 255;
    private static final int LONG_LENGTH = 32_600;
    private static final int LONGEST = 10_485_760;

    private BasicTypes() {}

    /// @return empty for a type that is not basic
    static Optional<DataType> of(Attribute attribute) {
        Annotations annotations = attribute.annotations();
        Optional<String> written = annotations
                .named("Column")
                .flatMap(column -> Annotations.text(column, "columnDefinition"))
                .map(definition ->
                        definition.replaceFirst("(?is)\\s+(?:not\\s+null|null|default|unique|check)\\b.*", ""));
        if (written.isPresent()) {
            return Optional.of(TypeNames.catalogForm(written.get(), "public"));
        }
        Optional<String> code = annotations.named("JdbcTypeCode").flatMap(found -> Annotations.word(found, "value"));
        if (code.filter(found -> !found.equals("ARRAY")).isPresent()) {
            return code.flatMap(found -> ofCode(found, attribute)).map(DataType::new);
        }
        return of(attribute.type(), attribute).map(DataType::new);
    }

    /// Whether it is to be of a type that is not known here, such as an enum type of the database.
    static boolean isCodeUnknown(Attribute attribute) {
        return attribute
                .annotations()
                .named("JdbcTypeCode")
                .flatMap(found -> Annotations.word(found, "value"))
                .filter(code -> !code.equals("ARRAY") && ofCode(code, attribute).isEmpty())
                .isPresent();
    }

    /// Of a text that stands for a value of another type.
    private static int usualLength(Attribute attribute) {
        return switch (attribute.type().asString().replaceFirst("^java\\.util\\.", "")) {
            case "UUID" -> 36;
            case "boolean", "Boolean", "char", "Character" -> 1;
            case String _ -> LENGTH;
        };
    }

    private static Optional<String> ofCode(String code, Attribute attribute) {
        return Optional.ofNullable(
                switch (code) {
                    case "JSON" -> "jsonb";
                    case "UUID" -> "uuid";
                    case "LONG32VARCHAR", "LONG32NVARCHAR" -> "text";
                    case "CLOB", "NCLOB", "BLOB" -> "oid";
                    case "VARCHAR", "NVARCHAR" -> varying(length(attribute, usualLength(attribute)));
                    case "LONGVARCHAR", "LONGNVARCHAR" -> varying(length(attribute, LONG_LENGTH));
                    case "BINARY", "VARBINARY", "LONGVARBINARY", "LONG32VARBINARY" -> "bytea";
                    case "BOOLEAN" -> "boolean";
                    case "DECIMAL", "NUMERIC" -> decimal(attribute, 2);
                    case "DATE" -> "date";
                    case "TIMESTAMP" -> "timestamp(" + fraction(attribute) + ") without time zone";
                    case "CHAR" -> "character(" + length(attribute, usualLength(attribute)) + ")";
                    case "FLOAT", "DOUBLE" -> isSmallFloat(attribute) ? "real" : "double precision";
                    case "REAL" -> "real";
                    case "INET" -> "inet";
                    case "BIGINT" -> "bigint";
                    case "INTEGER" -> "integer";
                    case "SMALLINT", "TINYINT" -> "smallint";
                    case "TIMESTAMP_WITH_TIMEZONE", "TIMESTAMP_UTC" -> "timestamp(6) with time zone";
                    case "INTERVAL_SECOND" -> "interval second(6)";
                    default -> null;
                });
    }

    static Optional<String> of(Type type, Attribute attribute) {
        if (type.asString().equals("java.sql.Date")) {
            return Optional.of("date");
        }
        String name = type.asString().replaceFirst("^(?:java\\.\\w+\\.)", "");
        boolean large = attribute.annotations().has("Lob");
        if (name.equals("byte[]") || name.equals("Byte[]")) {
            return Optional.of(large ? "oid" : "bytea");
        }
        if (large) {
            return name.matches("String|Clob|char\\[\\]|Blob") ? Optional.of("oid") : Optional.empty();
        }
        if (name.equals("char[]") || name.equals("Character[]")) {
            return Optional.of(varying(length(attribute)));
        }
        Optional<String> element = element(name);
        return element.isPresent()
                ? element.flatMap(found -> simple(found, attribute)).map(found -> found + "[]")
                : simple(name, attribute);
    }

    /// The type of the elements of an array or a collection; empty for any other type.
    static Optional<String> element(String type) {
        if (type.endsWith("[]")) {
            return Optional.of(type.substring(0, type.length() - 2));
        }
        return type.matches("(?:java\\.util\\.)?(?:List|Set|Collection)<[\\w.]+>")
                ? Optional.of(type.substring(type.indexOf('<') + 1, type.length() - 1))
                : Optional.empty();
    }

    private static Optional<String> simple(String name, Attribute attribute) {
        return Optional.ofNullable(
                switch (name) {
                    case "String", "Locale", "TimeZone", "ZoneId", "URL", "Class", "Class<?>" ->
                        varying(length(attribute));
                    case "Currency" -> "character varying(" + length(attribute, 3) + ")";
                    case "ZoneOffset" -> "character varying(" + length(attribute, 6) + ")";
                    case "char", "Character" -> "character(1)";
                    case "int", "Integer", "Year" -> "integer";
                    case "long", "Long" -> "bigint";
                    case "short", "Short", "byte", "Byte" -> "smallint";
                    case "boolean", "Boolean" -> "boolean";
                    case "double", "Double" -> isSmallFloat(attribute) ? "real" : "double precision";
                    case "float", "Float" -> "real";
                    case "BigDecimal" -> decimal(attribute, 2);
                    case "BigInteger" -> decimal(attribute, 0);
                    case "LocalDate" -> "date";
                    case "LocalTime", "OffsetTime", "Time" -> "time(6) without time zone";
                    case "Date", "Calendar", "Timestamp", "GregorianCalendar" -> temporal(attribute);
                    case "LocalDateTime" -> "timestamp(" + fraction(attribute) + ") without time zone";
                    case "Instant", "OffsetDateTime", "ZonedDateTime" ->
                        "timestamp(" + fraction(attribute) + ") with time zone";
                    case "Duration" -> "numeric(21,0)";
                    case "UUID" -> "uuid";
                    case "InetAddress" -> "inet";
                    // Hibernate has no column type for these and serializes them.
                    case "YearMonth", "MonthDay", "Period" -> "bytea";
                    default -> null;
                });
    }

    private static String temporal(Attribute attribute) {
        String kind = attribute
                .annotations()
                .named("Temporal")
                .flatMap(found -> Annotations.word(found, "value"))
                .orElse("TIMESTAMP");
        return switch (kind) {
            case "DATE" -> "date";
            case "TIME" -> "time(6) without time zone";
            default -> "timestamp(6) without time zone";
        };
    }

    private static int fraction(Attribute attribute) {
        return column(attribute)
                .flatMap(found -> Annotations.number(found, "secondPrecision"))
                .orElse(6);
    }

    /// A text of at most so many characters; `text` where PostgreSQL has no such limit.
    static String varying(int length) {
        return length > LONGEST ? "text" : "character varying(" + length + ")";
    }

    static int length(Attribute attribute) {
        return length(attribute, LENGTH);
    }

    private static int length(Attribute attribute, int otherwise) {
        return Validation.length(attribute)
                .or(() -> column(attribute).flatMap(found -> Annotations.number(found, "length")))
                .orElse(otherwise);
    }

    /// `float(p)` of up to 24 binary digits is `real` to PostgreSQL.
    private static boolean isSmallFloat(Attribute attribute) {
        return column(attribute)
                .flatMap(found -> Annotations.number(found, "precision"))
                .filter(precision -> precision > 0 && precision <= 24)
                .isPresent();
    }

    private static String decimal(Attribute attribute, int usualScale) {
        Optional<String> digits = Validation.digits(attribute);
        if (digits.isPresent()) {
            return "numeric(" + digits.get() + ")";
        }
        int precision = column(attribute)
                .flatMap(found -> Annotations.number(found, "precision"))
                .orElse(0);
        Optional<Integer> scale = column(attribute).flatMap(found -> Annotations.number(found, "scale"));
        int used = precision == 0 ? 38 : precision;
        return "numeric(" + used + "," + scale.orElse(precision == 0 ? usualScale : 0) + ")";
    }

    private static Optional<AnnotationExpr> column(Attribute attribute) {
        return attribute.annotations().named("Column");
    }
}
