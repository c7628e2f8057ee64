package io.godwit.postgres.usage;

import io.godwit.postgres.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a change does to the queries in use.
///
/// @param broken    queries, and functions in SQL, that fail after it
/// @param functions whose bodies name what is gone
/// @param planned   how many queries name what the change touches, and were planned before and after
/// @param unplanned those that could not be planned before it either, each with PostgreSQL's reason: nothing is known
/// of them
public record UsageAfter(
        List<BrokenQuery> broken, List<NamingFunction> functions, int planned, List<String> unplanned) {
    private static final String LIMITS = "set statement_timeout = '30s'; set lock_timeout = '2s'";
    private static final Pattern CONCURRENTLY = Pattern.compile("(?i)\\bconcurrently\\b");

    public UsageAfter {
        broken = List.copyOf(broken);
        functions = List.copyOf(functions);
        unplanned = List.copyOf(unplanned);
    }

    /// Nothing in use is touched.
    public static UsageAfter untouched() {
        return new UsageAfter(List.of(), List.of(), 0, List.of());
    }

    /// Runs a change on a copy of the schema, plans the queries before and after it, and rolls all of it back. A
    /// statement of the change that cannot run there is passed over.
    ///
    /// @param copy    of the schema, which nobody else uses
    /// @param earlier what is changed already
    /// @param change  statements
    /// @throws SQLException if the copy cannot be reached or is lost
    public static UsageAfter of(
            DatabaseAddress copy, List<String> earlier, List<String> change, List<UsedQuery> queries)
            throws SQLException {
        try (Connection connection = copy.connectSimply("godwit-usage")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(LIMITS);
            }
            connection.setAutoCommit(false);
            try {
                for (String statement : earlier) {
                    run(connection, statement);
                }
                return new Trial(connection, change, queries).run();
            } finally {
                connection.rollback();
            }
        }
    }

    private static void run(Connection copy, String sql) throws SQLException {
        Savepoint savepoint = copy.setSavepoint();
        try (Statement statement = copy.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(CONCURRENTLY.matcher(sql).replaceAll(""));
        } catch (SQLException passedOver) {
            if (String.valueOf(passedOver.getSQLState()).startsWith("08")) {
                throw passedOver;
            }
            copy.rollback(savepoint);
        }
    }

    /// One change, in one transaction.
    private static final class Trial {
        private final Connection copy;
        private final List<String> change;
        private final List<UsedQuery> queries;
        private final QueryPlanning planning;
        private final InsertOrder order;
        private final List<String> unplanned = new ArrayList<>();

        private Trial(Connection copy, List<String> change, List<UsedQuery> queries) throws SQLException {
            this.copy = copy;
            this.change = change;
            this.queries = queries;
            this.planning = new QueryPlanning(copy);
            this.order = InsertOrder.read(copy);
        }

        private UsageAfter run() throws SQLException {
            FunctionBodies functions = FunctionBodies.read(copy);
            NamesInUse before = NamesInUse.read(copy);
            Savepoint start = copy.setSavepoint();
            Set<NamesInUse.Name> gone = goneAfterAll(before);
            InsertOrder last = InsertOrder.read(copy);
            copy.rollback(start);
            List<UsedQuery> touched = new ArrayList<>();
            queries.stream()
                    .filter(query ->
                            names(query, gone) || order.moved(query, last).isPresent())
                    .forEach(touched::add);
            functions.checkable().stream().filter(query -> names(query, gone)).forEach(touched::add);
            if (gone.isEmpty() && touched.isEmpty()) {
                return untouched();
            }
            Map<UsedQuery, String> working = working(touched, searchPath(before));
            List<Savepoint> savepoints = new ArrayList<>();
            for (String statement : change) {
                savepoints.add(copy.setSavepoint());
                UsageAfter.run(copy, statement);
            }
            return new UsageAfter(
                    broken(working, savepoints), functions.naming(gone, change), working.size(), unplanned);
        }

        private Set<NamesInUse.Name> goneAfterAll(NamesInUse before) throws SQLException {
            for (String statement : change) {
                UsageAfter.run(copy, statement);
            }
            return before.without(NamesInUse.read(copy));
        }

        private static boolean names(UsedQuery query, Set<NamesInUse.Name> gone) {
            Set<String> words = NamesInUse.words(query.sql());
            return gone.stream().anyMatch(name -> NamesInUse.isNamed(name.of(), words));
        }

        /// Every schema, for queries of a role whose search_path is not known.
        private static String searchPath(NamesInUse names) {
            return names.names().stream()
                    .map(NamesInUse.Name::schema)
                    .distinct()
                    .sorted()
                    .map(schema -> "\"" + schema.replace("\"", "\"\"") + "\"")
                    .collect(Collectors.joining(", "));
        }

        /// Those that can be planned, with the search_path they need for it.
        private Map<UsedQuery, String> working(List<UsedQuery> touched, String everySchema) throws SQLException {
            Map<UsedQuery, String> working = new LinkedHashMap<>();
            for (UsedQuery query : touched) {
                Optional<SQLException> refused = planning.refusal(query, "");
                if (refused.isEmpty()) {
                    working.put(query, "");
                } else if (planning.refusal(query, everySchema).isEmpty()) {
                    working.put(query, everySchema);
                } else {
                    unplanned.add(query.shown() + ": " + firstLine(refused.get()));
                }
            }
            return working;
        }

        /// Goes back statement by statement: where a query works again, the statement after it broke it.
        private List<BrokenQuery> broken(Map<UsedQuery, String> working, List<Savepoint> savepoints)
                throws SQLException {
            Map<UsedQuery, String> failing = new LinkedHashMap<>();
            for (Map.Entry<UsedQuery, String> each : working.entrySet()) {
                problem(each.getKey(), each.getValue()).ifPresent(problem -> failing.put(each.getKey(), problem));
            }
            List<BrokenQuery> broken = new ArrayList<>();
            Set<UsedQuery> open = new LinkedHashSet<>(failing.keySet());
            for (int i = savepoints.size() - 1; i >= 0 && !open.isEmpty(); i--) {
                copy.rollback(savepoints.get(i));
                for (UsedQuery query : List.copyOf(open)) {
                    if (problem(query, working.getOrDefault(query, "")).isEmpty()) {
                        broken.add(new BrokenQuery(query, i, failing.getOrDefault(query, "")));
                        open.remove(query);
                    }
                }
            }
            return broken;
        }

        private Optional<String> problem(UsedQuery query, String searchPath) throws SQLException {
            Optional<SQLException> refused = planning.refusal(query, searchPath);
            if (refused.isPresent()) {
                return refused.map(Trial::firstLine);
            }
            return InsertOrder.isOf(query) ? order.moved(query, InsertOrder.read(copy)) : Optional.empty();
        }

        private static String firstLine(SQLException problem) {
            return String.valueOf(problem.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .replaceFirst("^ERROR: ", "");
        }
    }
}
