package io.godwit.postgres.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Recreates one database in another, empty one.
final class DatabaseCopy {
    private final SourceSchema schema;

    /// @param schema what [SourceSchema#read] found in the same transaction the rows are read in
    DatabaseCopy(SourceSchema schema) {
        this.schema = schema;
    }

    /// Copies definitions and rows, then lets the planner look at them.
    ///
    /// @param source a connection whose transaction is REPEATABLE READ, so that all tables are of one
    /// moment
    /// @param target a connection in autocommit mode to an empty database
    CopyReport copy(Connection source, Connection target) throws SQLException {
        long start = System.nanoTime();
        prepare(target);
        List<DefinitionRun.Failed> early = DefinitionRun.run(target, schema.definitions(true));
        Set<String> missing = tablesAmong(early);
        long rows = 0;
        List<SourceTable> tables = schema.tables().stream()
                .filter(table -> !missing.contains(table.name()))
                .toList();
        for (SourceTable table : tables) {
            rows += RowCopy.copy(source, target, table);
        }
        List<Definition> rest = new ArrayList<>();
        early.forEach(failed -> rest.add(failed.definition()));
        rest.addAll(schema.definitions(false));
        List<DefinitionRun.Failed> failed = DefinitionRun.run(target, rest);
        try (Statement statement = target.createStatement()) {
            statement.execute("ANALYZE");
        }
        List<NotCopied> notCopied = new ArrayList<>(schema.notCopied());
        failed.forEach(one -> notCopied.add(one.asNotCopied()));
        Set<String> lateTables = tablesAmong(failed);
        missing.stream()
                .filter(name -> !lateTables.contains(name))
                .forEach(name -> notCopied.add(
                        new NotCopied("rows", name, "the table could be made only after the rows were copied")));
        return new CopyReport(
                tables.size(), rows, schema.bytes(), Duration.ofNanos(System.nanoTime() - start), notCopied);
    }

    /// Makes what there are definitions for, without rows.
    ///
    /// @param target a connection in autocommit mode to an empty database
    void define(Connection target) throws SQLException {
        prepare(target);
        DefinitionRun.run(target, schema.definitions());
    }

    private static void prepare(Connection target) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.execute("SET search_path = ''");
            statement.execute("SET synchronous_commit = off");
            statement.execute("SET check_function_bodies = off");
            statement.execute("SET maintenance_work_mem = '128MB'");
        }
    }

    private static Set<String> tablesAmong(List<DefinitionRun.Failed> failed) {
        Set<String> names = new HashSet<>();
        for (DefinitionRun.Failed one : failed) {
            if (one.definition().kind() == ObjectKind.TABLE) {
                names.add(one.definition().name());
            }
        }
        return names;
    }
}
