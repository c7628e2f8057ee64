package io.godwit.postgres.proof;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.postgres.catalog.CatalogReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Makes a copy of a schema hold what a copy for replayed queries does without: comments, replica identities, and
/// whatever else is known as an object of its own.
final class CopiedObjects {
    private CopiedObjects() {}

    /// Makes what is in the catalog and not in the copy. What PostgreSQL refuses there stays missing.
    ///
    /// @param copy in autocommit mode
    static void complete(Connection copy, Catalog wanted) throws SQLException {
        List<SchemaObject> missing = missing(copy, wanted);
        int before;
        do {
            before = missing.size();
            for (SchemaObject object : missing) {
                make(copy, object);
            }
            missing = missing.isEmpty() ? missing : missing(copy, wanted);
        } while (!missing.isEmpty() && missing.size() < before);
    }

    private static List<SchemaObject> missing(Connection copy, Catalog wanted) throws SQLException {
        Catalog there = CatalogReader.read(copy);
        return wanted.objects().values().stream()
                .filter(object -> !there.objects().containsKey(object.key()))
                .toList();
    }

    private static void make(Connection copy, SchemaObject object) throws SQLException {
        copy.setAutoCommit(false);
        try (Statement statement = copy.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String made : object.makes()) {
                statement.execute(made);
            }
            copy.commit();
        } catch (SQLException refused) {
            copy.rollback();
            if (String.valueOf(refused.getSQLState()).startsWith("08")) {
                throw refused;
            }
        } finally {
            copy.setAutoCommit(true);
        }
    }
}
