package io.godwit.validator.facts;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.postgres.statistics.AddedColumn;
import io.godwit.postgres.usage.QueryStatistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Asks a database. Reads only (the column asked about is added to a temporary table of its own and rolled back), and
/// leaves the session as it was.
public final class LiveQuestions implements CatalogQuestions {
    private static final Pattern MODIFIERS = Pattern.compile("\\(\\s*(-?\\d+)\\s*(?:,\\s*(-?\\d+)\\s*)?\\)");
    private static final Pattern SCANNED = Pattern.compile(
            "\"Node Type\": \"(?:Seq|Sample) Scan\".*?\"Relation Name\": \"((?:[^\"\\\\]|\\\\.)*)\".*?"
                    + "\"Schema\": \"((?:[^\"\\\\]|\\\\.)*)\"",
            Pattern.DOTALL);

    private static final String TIMED_OUT = "57014";
    private static final String NO_RIGHT = "42501";

    private final Connection connection;
    private Optional<String> unanswered = Optional.empty();
    private final Map<String, Optional<TypeFacts>> types = new HashMap<>();
    private final Map<String, Optional<List<String>>> texts = new HashMap<>();
    private final Map<String, Optional<String>> reasons = new HashMap<>();
    private final Map<String, Boolean> rewriting = new HashMap<>();
    private final Map<String, Optional<Boolean>> rows = new HashMap<>();
    private final Map<String, Optional<Objection>> objections = new HashMap<>();

    /// @param connection in autocommit mode
    public LiveQuestions(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Optional<TypeFacts> type(String sqlType) {
        return types.computeIfAbsent(sqlType, this::ask);
    }

    private Optional<TypeFacts> ask(String sqlType) {
        String query = """
                with recursive chain as (
                  select t.*, 0 as depth, null::text as spelled from pg_type t where t.oid = to_regtype(?)
                  union all select b.*, c.depth + 1, format_type(c.typbasetype, c.typtypmod) from chain c
                  join pg_type b on b.oid = c.typbasetype where c.typtype = 'd')
                select (select oid from chain where depth = 0)::bigint as oid, oid::bigint as base, typname as name,
                  typcategory as category, spelled, (select bool_or(typtype = 'd' and (typnotnull
                    or exists (select from pg_constraint k where k.contypid = chain.oid))) from chain) as constrained
                from chain order by depth desc limit 1""";
        return answered(() -> {
                    try (PreparedStatement statement = connection.prepareStatement(query)) {
                        statement.setString(1, sqlType.replaceAll("\\s*\\([^)]*\\)", ""));
                        try (ResultSet row = statement.executeQuery()) {
                            if (!row.next()) {
                                return Optional.<TypeFacts>empty();
                            }
                            String spelled = row.getString("spelled");
                            String name = row.getString("name");
                            return Optional.of(new TypeFacts(
                                    row.getLong("oid"),
                                    row.getLong("base"),
                                    name,
                                    modifiers(spelled == null ? sqlType : spelled, name),
                                    row.getBoolean("constrained"),
                                    row.getString("category")));
                        }
                    }
                })
                .flatMap(found -> found);
    }

    /// `char` and `bit` without a length mean one.
    private static List<Integer> modifiers(String type, String name) {
        Matcher matcher = MODIFIERS.matcher(type);
        if (matcher.find()) {
            return Stream.of(matcher.group(1), matcher.group(2))
                    .filter(modifier -> modifier != null)
                    .map(Integer::valueOf)
                    .toList();
        }
        return name.equals("bpchar") || name.equals("bit") ? List.of(1) : List.of();
    }

    @Override
    public Cast cast(long from, long to) {
        // An array is converted element by element.
        String query = "select c.castmethod, c.castcontext, s.typcategory, t.typcategory from pg_type sa, pg_type ta,"
                + " pg_type s, pg_type t left join pg_cast c on c.casttarget = t.oid and c.castsource ="
                + " (select case when a.typcategory = 'A' and b.typcategory = 'A' then a.typelem else a.oid end"
                + " from pg_type a, pg_type b where a.oid = " + from + " and b.oid = " + to + ")"
                + " where sa.oid = " + from + " and ta.oid = " + to
                + " and s.oid = case when sa.typcategory = 'A' and ta.typcategory = 'A' then sa.typelem else sa.oid end"
                + " and t.oid = case when sa.typcategory = 'A' and ta.typcategory = 'A' then ta.typelem else ta.oid end";
        return answered(() -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet row = statement.executeQuery(query)) {
                        return row.next()
                                ? cast(row.getString(1), row.getString(2), row.getString(3), row.getString(4))
                                : Cast.UNKNOWN;
                    }
                })
                .orElse(Cast.UNKNOWN);
    }

    private static Cast cast(String method, String context, String from, String to) {
        if (method == null) {
            return to.equals("S") ? Cast.THROUGH_TEXT : from.equals("S") ? Cast.EXPLICIT : Cast.NONE;
        }
        if (context.equals("e")) {
            return Cast.EXPLICIT;
        }
        return switch (method) {
            case "b" -> Cast.BINARY;
            case "i" -> Cast.THROUGH_TEXT;
            default -> Cast.FUNCTION;
        };
    }

    @Override
    public Optional<Boolean> defaultNeedsRewrite(String type, String expression) {
        return Optional.of(rewriting.computeIfAbsent(type + " default " + expression, _ -> {
            try {
                return AddedColumn.ask(connection, type, expression).rewrites();
            } catch (SQLException unanswered) {
                return CatalogQuestions.none()
                        .defaultNeedsRewrite(type, expression)
                        .orElse(true);
            }
        }));
    }

    @Override
    public boolean excluded(ObjectName table, String condition) {
        return answered(() -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("set local constraint_exclusion = on");
                        try (ResultSet row = statement.executeQuery(
                                "explain select 1 from only " + table.sql() + " where " + condition)) {
                            boolean never = false;
                            while (row.next()) {
                                never |= row.getString(1).contains("One-Time Filter: false");
                            }
                            return never;
                        }
                    }
                })
                .orElse(false);
    }

    @Override
    public Optional<Boolean> anyRow(String query) {
        return rows.computeIfAbsent(
                query,
                _ -> answered(() -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet row = statement.executeQuery(QueryStatistics.own(query) + " limit 1")) {
                        return row.next();
                    }
                }));
    }

    @Override
    public Optional<QueryFacts> plan(String query) {
        return answered(() -> {
            try (Statement statement = connection.createStatement()) {
                Set<ObjectName> scanned = new HashSet<>();
                try (ResultSet row = statement.executeQuery("explain (verbose, format json) " + query)) {
                    row.next();
                    Matcher matcher = SCANNED.matcher(row.getString(1));
                    while (matcher.find()) {
                        scanned.add(new ObjectName(matcher.group(2), matcher.group(1)));
                    }
                }
                return held(statement, scanned);
            }
        });
    }

    /// What the transaction has locked so far.
    private static QueryFacts held(Statement statement, Set<ObjectName> scanned) throws SQLException {
        Map<ObjectName, LockMode> locks = new HashMap<>();
        Set<ObjectName> indexes = new HashSet<>();
        try (ResultSet row = statement.executeQuery("""
                select n.nspname, c.relname, l.mode, c.relkind in ('i', 'I') from pg_locks l
                join pg_class c on c.oid = l.relation join pg_namespace n on n.oid = c.relnamespace
                where l.pid = pg_backend_pid() and l.locktype = 'relation' and n.nspname <> 'pg_catalog'""")) {
            while (row.next()) {
                ObjectName name = new ObjectName(row.getString(1), row.getString(2));
                LockMode.named(row.getString(3))
                        .ifPresent(mode ->
                                locks.merge(name, mode, (one, other) -> one.compareTo(other) >= 0 ? one : other));
                if (row.getBoolean(4)) {
                    indexes.add(name);
                }
            }
        }
        return new QueryFacts(locks, indexes, scanned);
    }

    @Override
    public Optional<QueryFacts> understood(String query) {
        return answered(() -> {
            try (Statement statement = connection.createStatement();
                    PreparedStatement prepared = connection.prepareStatement(literally(query))) {
                prepared.getMetaData();
                return named(query, held(statement, Set.of()));
            }
        });
    }

    /// Describing a query looks behind its views, understanding it does not.
    private static QueryFacts named(String query, QueryFacts held) {
        Set<String> words = new HashSet<>(List.of(query.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_$]+")));
        Map<ObjectName, LockMode> locks = new HashMap<>(held.locks());
        locks.keySet()
                .removeIf(name -> !held.indexes().contains(name)
                        && Stream.of(name.name().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_$]+"))
                                .noneMatch(words::contains));
        return new QueryFacts(locks, held.indexes(), held.scanned());
    }

    @Override
    public Optional<List<ResultColumn>> columns(String query) {
        return answered(() -> {
            try (PreparedStatement prepared = connection.prepareStatement(literally(query))) {
                ResultSetMetaData found = prepared.getMetaData();
                List<ResultColumn> columns = new ArrayList<>();
                for (int i = 1; found != null && i <= found.getColumnCount(); i++) {
                    columns.add(new ResultColumn(found.getColumnName(i), found.getColumnTypeName(i)));
                }
                return columns;
            }
        });
    }

    @Override
    public Optional<Objection> objection(String sql) {
        return answered(() -> {
            try (PreparedStatement prepared = connection.prepareStatement(literally(sql))) {
                prepared.getMetaData();
                return null;
            } catch (SQLException problem) {
                return StandIn.objection(problem);
            }
        });
    }

    @Override
    public Optional<Objection> objection(List<String> tables, String statement) {
        return objections.computeIfAbsent(
                tables + " " + statement, _ -> StandIn.objection(connection, tables, statement));
    }

    /// JDBC takes a question mark for a parameter.
    private static String literally(String sql) {
        return sql.replace("?", "??");
    }

    @Override
    public int version() {
        try {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException gone) {
            return 0;
        }
    }

    @Override
    public Optional<String> dataError(String query) {
        return answered(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet _ = statement.executeQuery(QueryStatistics.own(query))) {
                return null;
            } catch (SQLException problem) {
                if (String.valueOf(problem.getSQLState()).matches("2[23].*")) {
                    return withoutValues(problem);
                }
                throw problem;
            }
        });
    }

    /// The message of an error about data without the data in it: findings travel further than the data may.
    public static String withoutValues(SQLException problem) {
        return String.valueOf(problem.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("\"[^\"]*\"", "(a value, not shown)");
    }

    @Override
    public Optional<String> text(String query) {
        return answered(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(QueryStatistics.own(query))) {
                return row.next() ? row.getString(1) : null;
            }
        });
    }

    @Override
    public Optional<List<String>> texts(String query, int limit) {
        String key = limit + " " + query;
        unanswered = reasons.getOrDefault(key, Optional.empty());
        Optional<List<String>> known = texts.computeIfAbsent(
                key,
                _ -> answered(() -> {
                    List<String> found = new ArrayList<>();
                    try (Statement statement = connection.createStatement();
                            ResultSet row = statement.executeQuery(QueryStatistics.own(query) + " limit " + limit)) {
                        while (row.next()) {
                            found.add(String.valueOf(row.getString(1)));
                        }
                    }
                    return List.copyOf(found);
                }));
        reasons.put(key, unanswered);
        return known;
    }

    @Override
    public Optional<List<Map<String, String>>> rows(String query, int limit) {
        return answered(() -> {
            List<Map<String, String>> found = new ArrayList<>();
            try (Statement statement = connection.createStatement()) {
                statement.setMaxRows(limit);
                try (ResultSet row = statement.executeQuery(QueryStatistics.own(query))) {
                    ResultSetMetaData columns = row.getMetaData();
                    while (row.next()) {
                        Map<String, String> values = new LinkedHashMap<>();
                        for (int i = 1; i <= columns.getColumnCount(); i++) {
                            String value = row.getString(i);
                            if (value != null) {
                                values.put(columns.getColumnLabel(i), value);
                            }
                        }
                        found.add(values);
                    }
                }
            }
            return List.copyOf(found);
        });
    }

    @Override
    public String timeZone() {
        return text("show timezone").orElse("");
    }

    @Override
    public Optional<String> unanswered() {
        return unanswered;
    }

    private static Optional<String> why(SQLException problem) {
        return switch (String.valueOf(problem.getSQLState())) {
            case TIMED_OUT -> Optional.of("it took too long");
            case NO_RIGHT ->
                Optional.of("the role may not read it ("
                        + String.valueOf(problem.getMessage())
                                .lines()
                                .findFirst()
                                .orElse("")
                                .replaceFirst("^ERROR: ", "")
                        + ")");
            default -> Optional.empty();
        };
    }

    private interface Question<T> {
        @Nullable
        T ask() throws SQLException;
    }

    /// In a transaction of its own, or behind a savepoint of the one that is open.
    private <T> Optional<T> answered(Question<T> question) {
        try {
            boolean own = connection.getAutoCommit();
            if (own) {
                connection.setAutoCommit(false);
            }
            Savepoint savepoint = connection.setSavepoint();
            try {
                unanswered = Optional.empty();
                return Optional.ofNullable(question.ask());
            } catch (SQLException problem) {
                unanswered = why(problem);
                return Optional.empty();
            } finally {
                connection.rollback(savepoint);
                if (own) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        } catch (SQLException gone) {
            return Optional.empty();
        }
    }
}
