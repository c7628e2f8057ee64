package io.godwit.validator.facts;

import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads [DatabaseFacts] from PostgreSQL 14 to 18. Reads catalogs only, no table.
public final class FactsReader {
    private final Connection connection;
    private final Map<Long, List<ColumnFacts>> columns = new HashMap<>();
    private final Map<Long, List<IndexFacts>> indexes = new HashMap<>();
    private final Map<Long, List<ConstraintFacts>> constraints = new HashMap<>();
    private final Map<Long, List<Dependent>> dependents = new HashMap<>();
    private final Map<Long, List<ObjectName>> parents = new HashMap<>();
    private final Map<Long, List<ObjectName>> children = new HashMap<>();

    private FactsReader(Connection connection) {
        this.connection = connection;
    }

    /// Everything outside PostgreSQL's own schemas, as the session's `search_path` sees it.
    public static DatabaseFacts read(Connection connection) throws SQLException {
        return new FactsReader(connection).read();
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private DatabaseFacts read() throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        each(FactsQueries.COLUMNS, row -> list(columns, row).add(column(row)));
        each(FactsQueries.INDEXES, row -> list(indexes, row).add(index(row)));
        each(FactsQueries.constraints(version), row -> list(constraints, row).add(constraint(row)));
        each(
                FactsQueries.DEPENDENTS,
                row -> list(dependents, row)
                        .add(new Dependent(
                                Dependent.Kind.valueOf(row.getString("kind")),
                                text(row, "column_name"),
                                name(row, "object"))));
        each(FactsQueries.INHERITANCE, row -> {
            parents.computeIfAbsent(row.getLong("child"), _ -> new ArrayList<>())
                    .add(name(row, "parent"));
            children.computeIfAbsent(row.getLong("parent"), _ -> new ArrayList<>())
                    .add(name(row, "child"));
        });
        SortedMap<ObjectName, Relation> relations = new TreeMap<>();
        each(FactsQueries.RELATIONS, row -> {
            Relation relation = relation(row);
            relations.put(relation.name(), relation);
        });
        Map<Long, DomainFacts> domains = new HashMap<>();
        each(
                FactsQueries.DOMAINS,
                row -> domains.put(
                        row.getLong("oid"),
                        new DomainFacts(
                                name(row, "domain"),
                                row.getLong("oid"),
                                row.getLong("base"),
                                text(row, "base_type"),
                                row.getBoolean("constrained"))));
        Map<ObjectName, Long> types = new HashMap<>();
        each(FactsQueries.TYPES, row -> types.put(name(row, "type"), row.getLong("oid")));
        String[] session = new String[2];
        each("select coalesce(current_schema(), 'public') as s, current_user as u", row -> {
            session[0] = row.getString("s");
            session[1] = row.getString("u");
        });
        return new DatabaseFacts(session[0], session[1], Relations.of(relations), domains, types, true);
    }

    private Relation relation(ResultSet row) throws SQLException {
        long oid = row.getLong("oid");
        return new Relation(
                name(row, "relation"),
                Relation.Kind.of(row.getString("kind")),
                row.getBoolean("visible"),
                row.getBoolean("populated"),
                row.getBoolean("logged"),
                text(row, "method"),
                text(row, "tablespace"),
                text(row, "owner"),
                columns.getOrDefault(oid, List.of()),
                indexes.getOrDefault(oid, List.of()),
                constraints.getOrDefault(oid, List.of()),
                parents.getOrDefault(oid, List.of()),
                children.getOrDefault(oid, List.of()),
                text(row, "partition_by"),
                text(row, "bound"),
                dependents.getOrDefault(oid, List.of()));
    }

    private static ColumnFacts column(ResultSet row) throws SQLException {
        return new ColumnFacts(
                row.getString("name"),
                row.getString("type"),
                row.getLong("type_oid"),
                row.getBoolean("not_null"),
                row.getBoolean("marked"),
                text(row, "default_expression"),
                text(row, "generated"),
                text(row, "identity"),
                row.getLong("collation"),
                row.getBoolean("inherited"));
    }

    private static IndexFacts index(ResultSet row) throws SQLException {
        return new IndexFacts(
                name(row, "index"),
                row.getBoolean("is_unique"),
                row.getBoolean("is_primary"),
                row.getBoolean("valid"),
                row.getBoolean("partial"),
                texts(row, "keys"),
                Set.copyOf(texts(row, "columns")),
                row.getBoolean("plain_order"),
                row.getBoolean("clustered"),
                Optional.ofNullable(row.getString("constraint_name")),
                optionalName(row, "parent"));
    }

    private static ConstraintFacts constraint(ResultSet row) throws SQLException {
        return new ConstraintFacts(
                row.getString("name"),
                ConstraintFacts.Kind.of(row.getString("kind")),
                texts(row, "columns"),
                optionalName(row, "referenced"),
                texts(row, "referenced_columns"),
                row.getBoolean("validated"),
                row.getBoolean("enforced"),
                row.getBoolean("is_deferred"),
                text(row, "expression"),
                optionalName(row, "index"),
                row.getBoolean("inherited"));
    }

    private void each(String query, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    private static <T> List<T> list(Map<Long, List<T>> lists, ResultSet row) throws SQLException {
        return lists.computeIfAbsent(row.getLong("of_relation"), _ -> new ArrayList<>());
    }

    private static ObjectName name(ResultSet row, String what) throws SQLException {
        return new ObjectName(row.getString(what + "_schema"), row.getString(what + "_name"));
    }

    private static Optional<ObjectName> optionalName(ResultSet row, String what) throws SQLException {
        return row.getString(what + "_name") == null ? Optional.empty() : Optional.of(name(row, what));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        java.sql.Array array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
