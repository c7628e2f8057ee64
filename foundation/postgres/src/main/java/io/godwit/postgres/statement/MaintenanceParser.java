package io.godwit.postgres.statement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads statements that look after tables: VACUUM, ANALYZE, REINDEX, CLUSTER, LOCK, REFRESH.
final class MaintenanceParser {
    private MaintenanceParser() {}

    /// Empty if the statement is none of these.
    static Optional<Statement> parse(Cursor cursor) {
        if (cursor.takes("reindex")) {
            return Optional.of(reindex(cursor));
        }
        if (cursor.takes("vacuum")) {
            return Optional.of(vacuum(cursor));
        }
        if (cursor.takes("analyze") || cursor.takes("analyse")) {
            Set<String> _ = options(cursor);
            cursor.takes("verbose");
            return Optional.of(new Statement.Analyze(tables(cursor)));
        }
        if (cursor.takes("cluster")) {
            return Optional.of(cluster(cursor));
        }
        if (cursor.takes("lock")) {
            return Optional.of(lock(cursor));
        }
        if (cursor.takes("refresh", "materialized", "view")) {
            boolean concurrently = cursor.takes("concurrently");
            ObjectName view = cursor.objectName();
            return Optional.of(
                    new Statement.RefreshMaterializedView(view, concurrently, !TableParser.endsWithNoData(cursor)));
        }
        return Optional.empty();
    }

    private static Statement reindex(Cursor cursor) {
        boolean concurrently = options(cursor).contains("concurrently");
        String kind = cursor.next().value().toUpperCase(Locale.ROOT);
        concurrently |= cursor.takes("concurrently");
        ObjectName target = cursor.atEnd() ? new ObjectName("", "") : cursor.objectName();
        cursor.expectEnd();
        return new Statement.Reindex(kind, target, concurrently);
    }

    private static Statement vacuum(Cursor cursor) {
        Set<String> options = options(cursor);
        boolean full = options.contains("full");
        boolean analyze = options.contains("analyze");
        boolean more = true;
        while (more) {
            full |= more = cursor.takes("full");
            boolean analyzes = cursor.takes("analyze") || cursor.takes("analyse");
            analyze |= analyzes;
            more = more || analyzes || cursor.takes("freeze") || cursor.takes("verbose");
        }
        return new Statement.Vacuum(tables(cursor), full, analyze);
    }

    private static List<ObjectName> tables(Cursor cursor) {
        List<ObjectName> tables = new ArrayList<>();
        while (!cursor.atEnd()) {
            cursor.takes("only");
            tables.add(cursor.objectName());
            if (cursor.sees("(")) {
                cursor.namesInParentheses();
            }
            if (!cursor.takes(",")) {
                break;
            }
        }
        cursor.expectEnd();
        return tables;
    }

    private static Statement cluster(Cursor cursor) {
        options(cursor);
        cursor.takes("verbose");
        if (cursor.atEnd()) {
            return new Statement.Cluster(Optional.empty(), Optional.empty());
        }
        ObjectName table = cursor.objectName();
        Optional<String> index = cursor.takes("using") ? Optional.of(cursor.name()) : Optional.empty();
        cursor.expectEnd();
        return new Statement.Cluster(Optional.of(table), index);
    }

    private static Statement lock(Cursor cursor) {
        cursor.takes("table");
        List<ObjectName> tables = new ArrayList<>();
        boolean only = false;
        do {
            only |= cursor.takes("only");
            tables.add(cursor.objectName());
            cursor.takes("*");
        } while (cursor.takes(","));
        LockMode mode = LockMode.ACCESS_EXCLUSIVE;
        if (cursor.takes("in")) {
            StringBuilder name = new StringBuilder();
            while (!cursor.takes("mode")) {
                name.append(cursor.next().value()).append(' ');
            }
            mode = LockMode.named(name.toString().strip())
                    .orElseThrow(() -> new SyntaxProblem("there is no lock mode " + name));
        }
        cursor.takes("nowait");
        cursor.expectEnd();
        return new Statement.LockTables(tables, mode, only);
    }

    /// The options in parentheses that are switched on, in lower case.
    private static Set<String> options(Cursor cursor) {
        Set<String> on = new java.util.HashSet<>();
        if (!cursor.takes("(")) {
            return on;
        }
        do {
            String option = cursor.next().value().toLowerCase(Locale.ROOT);
            String value =
                    cursor.sees(",") || cursor.sees(")") ? "on" : cursor.next().value();
            if (!Set.of("off", "false", "0").contains(value.toLowerCase(Locale.ROOT))) {
                on.add(option);
            }
        } while (cursor.takes(","));
        cursor.expect(")");
        return on;
    }
}
