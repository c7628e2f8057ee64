package io.godwit.postgres.catalog;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.Lineage;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Reads the whole catalog of a database in a few queries, at one moment. Works on PostgreSQL 14 to 18.
///
/// Left out: PostgreSQL's own schemas, what belongs to extensions, temporary objects, and the schema `godwit`, where
/// Godwit keeps its ledger.
public final class CatalogReader {
    private CatalogReader() {}

    /// Takes no locks beyond a reader's on the system catalogs and leaves transaction and settings of the connection as
    /// they were.
    ///
    /// @throws SQLException if the connection fails
    public static Catalog read(Connection connection) throws SQLException {
        return NeutralSession.query(connection, CatalogReader::catalog);
    }

    private static Catalog catalog(Connection connection) throws SQLException {
        Map<ObjectName, List<Column>> columns = ColumnRows.read(connection);
        Map<ObjectName, List<Constraint>> constraints = ConstraintRows.read(connection);
        Map<ObjectName, List<Index>> indexes = IndexRows.read(connection);
        Map<ObjectName, Lineage> lineages = LineageRows.read(connection);
        List<Table> tables = TableRows.read(connection).stream()
                .map(name -> new Table(
                        name,
                        columns.getOrDefault(name, List.of()),
                        constraints.getOrDefault(name, List.of()),
                        indexes.getOrDefault(name, List.of()),
                        lineages.getOrDefault(name, Lineage.none())))
                .toList();
        Map<String, List<String>> grants = ObjectRows.grants(connection);
        return Catalog.of(
                        OtherRows.schemas(connection),
                        OtherRows.extensions(connection),
                        tables,
                        EnumRows.read(connection, grants),
                        OtherRows.read(connection))
                .withObjects(ObjectRows.read(connection, grants));
    }
}
