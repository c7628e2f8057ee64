package io.godwit.analyzer.typeorm.runner;

import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.model.SqlName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A column as `new TableColumn({...})` describes it.
///
/// @param table its table, as the call names it
/// @param given the fields of the object
record ColumnSql(String table, Value given) {
    private static final Set<String> SMALL = Set.of("smallint", "int2");
    private static final Set<String> BIG = Set.of("bigint", "int8");

    static ColumnSql of(String table, Value given) {
        return new ColumnSql(table, Given.fields(given));
    }

    String name() {
        return Given.text(given.get("name"));
    }

    boolean is(String option) {
        return given.get(option).isTrue();
    }

    /// As CREATE TABLE and ADD define it.
    String definition() {
        StringBuilder sql = new StringBuilder(SqlName.quoted(name())).append(' ');
        sql.append(isSerial() ? serial() : type());
        if (isIdentity()) {
            sql.append(" GENERATED ")
                    .append(Given.optional(given.get("generatedIdentity")).orElse("BY DEFAULT"))
                    .append(" AS IDENTITY");
        }
        Given.optional(given.get("asExpression"))
                .ifPresent(expression ->
                        sql.append(" GENERATED ALWAYS AS (").append(expression).append(") STORED"));
        if (!is("isNullable")) {
            sql.append(" NOT NULL");
        }
        defaultValue().ifPresent(value -> sql.append(" DEFAULT ").append(value));
        return sql.toString();
    }

    Optional<String> defaultValue() {
        return Given.optional(given.get("default"))
                .or(() -> is("isGenerated") && strategy().equals("uuid")
                        ? Optional.of("uuid_generate_v4()")
                        : Optional.empty());
    }

    private String strategy() {
        return Given.optional(given.get("generationStrategy")).orElse("");
    }

    private boolean isIdentity() {
        return is("isGenerated") && strategy().equals("identity");
    }

    private boolean isSerial() {
        return is("isGenerated") && !strategy().equals("uuid") && !strategy().equals("identity");
    }

    private String written() {
        return Given.text(given.get("type")).strip();
    }

    private String serial() {
        String type = written().toLowerCase(Locale.ROOT);
        return SMALL.contains(type) ? "SMALLSERIAL" : BIG.contains(type) ? "BIGSERIAL" : "SERIAL";
    }

    /// The type with its length or precision, as TypeORM writes it.
    String type() {
        String array = is("isArray") ? "[]" : "";
        if (isEnum()) {
            return enumName() + array;
        }
        String type = written();
        Optional<String> size = Given.optional(given.get("length"))
                .filter(length -> !length.isBlank())
                .or(() -> Given.optional(given.get("precision"))
                        .map(precision -> precision
                                + Given.optional(given.get("scale"))
                                        .map(scale -> "," + scale)
                                        .orElse("")));
        if (size.isEmpty() || type.contains("(")) {
            return type + array;
        }
        String lower = type.toLowerCase(Locale.ROOT);
        int zone = lower.indexOf(" with");
        return zone < 0
                ? type + "(" + size.get() + ")" + array
                : type.substring(0, zone) + "(" + size.get() + ")" + type.substring(zone) + array;
    }

    private boolean isEnum() {
        return written().equals("enum") || written().equals("simple-enum");
    }

    private String enumName() {
        Optional<String> stated = Given.optional(given.get("enumName"));
        String bare = table.substring(table.lastIndexOf('.') + 1);
        String schema = table.contains(".") ? SqlName.quoted(table.substring(0, table.lastIndexOf('.'))) + "." : "";
        return schema + SqlName.quoted(stated.orElseGet(() -> bare + "_" + name().toLowerCase(Locale.ROOT) + "_enum"));
    }

    /// The type its labels need; empty for a column of any other type.
    Optional<String> createEnum() {
        List<Value> labels = isEnum() ? Given.items(given.get("enum")) : List.of();
        return labels.isEmpty()
                ? Optional.empty()
                : Optional.of("CREATE TYPE " + enumName() + " AS ENUM ("
                        + labels.stream()
                                .map(label -> SqlName.literal(Given.text(label)))
                                .collect(Collectors.joining(", "))
                        + ")");
    }
}
