package io.godwit.postgres.copy;

import io.godwit.model.ContentHash;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A database's definitions and tables, read from its catalog.
///
/// @param definitions in the order in which they are tried
/// @param tables      whose rows can be read
/// @param notCopied   what there is no definition for
record SourceSchema(List<Definition> definitions, List<SourceTable> tables, List<NotCopied> notCopied) {

    /// Reads everything the connection's role can see. The connection's `search_path` is emptied for the current
    /// transaction, so that PostgreSQL writes every name qualified.
    ///
    /// @param source a connection with an open transaction
    static SourceSchema read(Connection source) throws SQLException {
        try (Statement statement = source.createStatement()) {
            statement.execute("SET LOCAL search_path = ''");
            List<Definition> definitions = new ArrayList<>();
            for (ObjectKind kind : ObjectKind.values()) {
                try (ResultSet found = statement.executeQuery(kind.query())) {
                    while (found.next()) {
                        definitions.add(new Definition(kind, found.getString(1), found.getString(2)));
                    }
                }
            }
            return new SourceSchema(definitions, tables(statement), notCopied(statement));
        }
    }

    /// Hash of the definitions; the values of sequences do not count.
    ContentHash hash() {
        StringBuilder all = new StringBuilder();
        for (Definition definition : definitions) {
            if (definition.kind() != ObjectKind.SEQUENCE_VALUE) {
                all.append(definition).append('\n');
            }
        }
        return ContentHash.of(all.toString());
    }

    long bytes() {
        return tables.stream().mapToLong(SourceTable::bytes).sum();
    }

    List<Definition> definitions(boolean beforeRows) {
        return definitions.stream()
                .filter(definition -> definition.kind().beforeRows() == beforeRows)
                .toList();
    }

    private static List<SourceTable> tables(Statement statement) throws SQLException {
        List<SourceTable> tables = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(CatalogQuery.named("rows"))) {
            while (found.next()) {
                tables.add(
                        new SourceTable(found.getString(1), found.getString(2), found.getBoolean(3), found.getLong(4)));
            }
        }
        return tables;
    }

    private static List<NotCopied> notCopied(Statement statement) throws SQLException {
        List<NotCopied> notCopied = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(CatalogQuery.named("not_copied"))) {
            while (found.next()) {
                notCopied.add(new NotCopied(found.getString(1), found.getString(2), "Godwit does not copy this"));
            }
        }
        return notCopied;
    }
}
