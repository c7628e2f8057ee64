package io.godwit.postgres.catalog;

import io.godwit.model.catalog.CommentTarget;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.SchemaObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Views, functions, triggers and the like, with the statements that make them and with what they use.
final class ObjectRows {
    private static final String OBJECTS = resource("objects.sql");
    private static final String USES = resource("uses.sql");
    private static final String GRANTS = resource("grants.sql");

    private ObjectRows() {}

    /// @param grants by the keys of what they are on
    static List<SchemaObject> read(Connection connection, Map<String, List<String>> grants) throws SQLException {
        Map<String, SortedSet<String>> uses = new HashMap<>();
        Map<String, SortedSet<String>> tables = new HashMap<>();
        for (Use use : Rows.list(connection, USES, ObjectRows::use)) {
            uses.computeIfAbsent(use.user(), _ -> new TreeSet<>()).add(use.used());
            if (use.user().startsWith("table ")) {
                tables.computeIfAbsent(use.used(), _ -> new TreeSet<>())
                        .add(use.user().substring("table ".length()));
            }
        }
        return Rows.list(connection, OBJECTS, row -> object(row, uses, tables, grants));
    }

    /// What gives objects and enums their owners and privileges when they are made anew, by their keys.
    static Map<String, List<String>> grants(Connection connection) throws SQLException {
        Map<String, List<String>> grants = new HashMap<>();
        Rows.list(connection, GRANTS, ObjectRows::grants).forEach(each -> grants.put(each.getKey(), each.getValue()));
        return grants;
    }

    private static SchemaObject object(
            ResultSet row,
            Map<String, SortedSet<String>> uses,
            Map<String, SortedSet<String>> tables,
            Map<String, List<String>> grants)
            throws SQLException {
        SchemaObject bare = new SchemaObject(
                ObjectKind.valueOf(Rows.text(row, "kind")),
                Rows.text(row, "identity"),
                Rows.texts(row, "makes"),
                Rows.texts(row, "removes"),
                Rows.texts(row, "alters"),
                Rows.text(row, "form"),
                new TreeSet<>(),
                new TreeSet<>());
        SortedSet<String> all = new TreeSet<>(uses.getOrDefault(bare.key(), new TreeSet<>()));
        belongsTo(bare).forEach(all::add);
        all.remove(bare.key());
        return new SchemaObject(
                bare.kind(),
                bare.identity(),
                bare.makes(),
                bare.removes(),
                bare.alters(),
                bare.form(),
                all,
                tables.getOrDefault(bare.key(), new TreeSet<>()),
                grants.getOrDefault(bare.key(), List.of()));
    }

    /// What an object belongs to that PostgreSQL keeps as a property, without a dependency.
    private static Stream<String> belongsTo(SchemaObject object) {
        String identity = object.identity();
        return switch (object.kind()) {
            case SEQUENCE_OWNER -> Stream.of("sequence " + identity);
            case IDENTITY_OPTIONS -> Stream.of("table column " + identity);
            case DOMAIN_CONSTRAINT -> Stream.of("type " + identity.substring(identity.indexOf(" on ") + 4));
            case VIEW_COLUMN_DEFAULT -> Stream.of("view " + identity.substring(0, identity.lastIndexOf('.')));
            case ROW_SECURITY, REPLICA_IDENTITY, UNLOGGED -> Stream.of("table " + identity);
            case NOT_NULL_NAME -> Stream.of("table " + identity.substring(identity.indexOf(" on ") + 4));
            case STORAGE_PARAMETER -> Stream.of("table " + identity.substring(identity.indexOf(" of ") + 4));
            case PARTITION -> Stream.of(identity.split(" of ")).map(table -> "table " + table);
            case INDEX_PARTITION -> Stream.of(identity.split(" of ")).map(index -> "index " + index);
            case COMMENT -> CommentTarget.keys(identity).stream();
            case SEQUENCE,
                    DOMAIN,
                    COMPOSITE_TYPE,
                    RANGE_TYPE,
                    FUNCTION,
                    PROCEDURE,
                    VIEW,
                    MATERIALIZED_VIEW,
                    MATERIALIZED_VIEW_INDEX,
                    RULE,
                    TRIGGER,
                    POLICY,
                    STATISTICS -> Stream.empty();
        };
    }

    private record Use(String user, String used) {}

    private static Use use(ResultSet row) throws SQLException {
        return new Use(
                key(Rows.text(row, "user_type"), Rows.text(row, "user_identity")),
                key(Rows.text(row, "used_type"), Rows.text(row, "used_identity")));
    }

    private static Map.Entry<String, List<String>> grants(ResultSet row) throws SQLException {
        return Map.entry(key(Rows.text(row, "type"), Rows.text(row, "identity")), Rows.texts(row, "statements"));
    }

    private static String key(String type, String identity) {
        return (type.equals("composite type") ? "type" : type) + " " + identity;
    }

    private static String resource(String name) {
        try (InputStream resource = ObjectRows.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the query " + name + " is missing from the jar");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
