package io.godwit.analyzer.query;

import io.godwit.analyzer.written.ForeignDialect;
import io.godwit.analyzer.written.MigrationPaths;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tells queries that are not for PostgreSQL: by what runs them, by what their file imports and is called, and by words
/// and functions PostgreSQL does not have. When in doubt a query is taken to be foreign: it is only named then.
final class ForeignQueries {
    private static final Map<String, Pattern> IMPORTS = new LinkedHashMap<>();
    private static final Map<String, Pattern> RUNNERS = new LinkedHashMap<>();
    private static final Map<String, Pattern> FUNCTIONS = new LinkedHashMap<>();

    static {
        imports(
                "MySQL",
                "['\"](?:mysql2?|promise-mysql|mysql2/promise)['\"]|import (?:pymysql|MySQLdb|aiomysql)|"
                        + "from (?:pymysql|aiomysql|mysql)\\b|go-sql-driver/mysql|com\\.mysql\\.");
        imports(
                "SQLite",
                "['\"](?:better-sqlite3|sqlite3?|bun:sqlite|node:sqlite|expo-sqlite|sql\\.js|@libsql/client|"
                        + "react-native-sqlite-storage)['\"]|import (?:sqlite3|aiosqlite)|mattn/go-sqlite3|modernc\\.org/sqlite|"
                        + "androidx\\.(?:room|sqlite)|android\\.database|app\\.cash\\.sqldelight|org\\.sqlite");
        imports("ClickHouse", "@clickhouse/client|clickhouse_(?:driver|connect)|ClickHouse/clickhouse-go");
        imports("SQL Server", "['\"](?:mssql|tedious)['\"]|import (?:pymssql|pyodbc)|go-mssqldb");
        imports("Oracle", "['\"]oracledb['\"]|import (?:cx_Oracle|oracledb)|/godror");
        imports(
                "BigQuery",
                "@google-cloud/bigquery|google\\.cloud(?:\\.| import )bigquery|cloud\\.google\\.com/go/bigquery");
        imports("Cassandra", "cassandra-driver|from cassandra|gocql/gocql|com\\.datastax\\.");
        imports("Spark", "pyspark|org\\.apache\\.spark");
        imports("Neo4j", "neo4j-driver|(?:from|import) neo4j|org\\.neo4j");
        imports(
                "Spanner",
                "cloud\\.google\\.com/go/spanner|@google-cloud/spanner|google\\.cloud(?:\\.| import )spanner");
        imports("DuckDB", "import duckdb|['\"](?:@duckdb/[\\w-]+|duckdb)['\"]|go-duckdb");
        imports("Snowflake", "snowflake-sdk|snowflake\\.connector|gosnowflake");
        imports("Salesforce", "['\"]jsforce['\"]|simple_salesforce");
        imports("Cosmos DB", "@azure/cosmos|azure\\.cosmos");
        for (String runner : new String[] {
            "ClickHouse",
            "BigQuery",
            "Cassandra",
            "Influx",
            "Spanner",
            "Snowflake",
            "DuckDB",
            "Redshift",
            "Athena",
            "Presto",
            "Trino",
            "Hive",
            "Spark",
            "Neo4j",
            "SQLite",
            "MySQL",
            "MariaDB",
            "MSSQL",
            "Oracle",
            "Cosmos",
            "Salesforce"
        }) {
            RUNNERS.put(runner, Pattern.compile("(?i)(?<![a-z])" + runner + "|(?-i:" + runner + ")"));
        }
        RUNNERS.put("Cassandra", Pattern.compile("(?i)cassandra|(?<![a-z])cql\\b"));
        functions(
                "MySQL",
                "(?i)\\b(?:date_format|group_concat|date_sub|date_add|curdate|unix_timestamp|from_unixtime|"
                        + "str_to_date|find_in_set|substring_index|last_insert_id|utc_timestamp|json_unquote|rand)\\s*\\(|"
                        + "\\blimit\\s+[:\\w?.]+\\s*,|\\binterval\\s+[\\w:?.]+\\s+(?:second|minute|hour|day|week|month|quarter|year)\\b|"
                        + "\\breplace\\s+into\\b|\\bstraight_join\\b|\\bsql_calc_found_rows\\b|\\bjson_extract\\s*\\(");
        functions(
                "SQLite",
                "(?i)\\b(?:datetime|date|time)\\s*\\(\\s*''|\\bjulianday\\s*\\(|\\bglob\\s+''|"
                        + "\\blast_insert_rowid\\s*\\(|\\bunixepoch\\s*\\(");
        functions(
                "ClickHouse",
                "\\b(?:uniq(?:Exact|Combined)?|countIf|sumIf|avgIf|argMax|argMin|arrayJoin|groupArray|"
                        + "quantiles?|toStartOf\\w+|toDateTime(?:64)?|toUInt\\d+|JSONExtract\\w+|dictGet\\w*|formatDateTime)\\s*\\(");
        functions("Spark or Hive", "(?i)\\blateral\\s+view\\b|\\b(?:distribute|cluster)\\s+by\\b|\\bexplode\\s*\\(");
        functions("Cassandra", "(?i)\\ballow\\s+filtering\\b");
        functions("BigQuery", "_TABLE_SUFFIX\\b|`[^`\\s]*[.*-][^`\\s]*`");
        functions(
                "SQL Server",
                "(?i)\\bwith\\s*\\(\\s*nolock\\s*\\)|\\bselect\\s+top\\s*\\(|\\bcross\\s+apply\\b|"
                        + "\\bisnull\\s*\\(|\\bdateadd\\s*\\(|\\bdatediff\\s*\\(|\\bscope_identity\\s*\\(");
        functions("Salesforce", "\\b(?:LAST|NEXT)_N_(?:DAYS|WEEKS|MONTHS|YEARS)\\s*:");
        functions("InfluxDB", "(?i)\\bgroup\\s+by\\s+time\\s*\\(");
    }

    private static final Pattern POSTGRESQL = Pattern.compile("(?i)postgres|psycopg|asyncpg|\\bpgx?\\b|lib/pq|pg8000");
    private static final Pattern OBJECTS =
            Pattern.compile("(?is)\\s*select\\s+(?:distinct\\s+)?(?:new\\s+[\\w.]+\\s*\\(.*|"
                    + "(\\w+)\\s+from\\s+(?-i:[A-Z]\\w*[a-z]\\w*)\\s+(?:as\\s+)?\\1\\b.*|"
                    + ".*\\bfrom\\s+\\w+\\s+(?:as\\s+)?(\\w+)\\b.*\\bjoin\\s+(?:fetch\\s+)?\\2\\.\\w+.*)");

    private ForeignQueries() {}

    private static void imports(String database, String signs) {
        IMPORTS.put(database, Pattern.compile(signs));
    }

    private static void functions(String database, String signs) {
        FUNCTIONS.put(database, Pattern.compile(signs));
    }

    /// The database a file talks to, if it imports a client of another one and none of PostgreSQL.
    static Optional<String> ofImports(String file) {
        String imports = file.lines()
                .map(String::strip)
                .filter(line -> line.matches("(?:import|from|require|const|let|var|export|use|\"|@|\\w+ \").*"))
                .limit(400)
                .collect(Collectors.joining("\n"));
        return POSTGRESQL.matcher(imports).find() ? Optional.empty() : named(IMPORTS, imports);
    }

    /// What a query is for, if clearly not for PostgreSQL.
    ///
    /// @param plain its text, holes left blank
    static Optional<String> of(FoundString found, String plain) {
        String bare = ForeignDialect.withoutStringsAndComments(plain);
        String path = found.string().location().file();
        return Optional.<String>empty()
                .or(() ->
                        MigrationPaths.isForAnotherDatabase(path) ? Optional.of("another database") : Optional.empty())
                .or(() -> ofFileName(path))
                .or(() -> named(RUNNERS, found.callee()))
                .or(found::otherDatabase)
                .or(() -> ForeignDialect.of(plain))
                .or(() -> named(FUNCTIONS, bare))
                .or(() -> found.takesAtParameters() && bare.matches("(?s).*[\\s=(,]@[A-Za-z_]\\w*.*")
                        ? Optional.of("a database with parameters @name")
                        : Optional.empty());
    }

    /// Whether it is in a language of objects, though nothing around it says so.
    static boolean isOfObjects(FoundString found, String plain) {
        return found.isOfJvm() && OBJECTS.matcher(plain).matches();
    }

    private static Optional<String> ofFileName(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.[^.]*$", "");
        Set<String> words = Arrays.stream(
                        name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").split("[^A-Za-z0-9]+"))
                .map(word -> word.toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toSet());
        Predicate<String> other = MigrationPaths::isAnotherDatabase;
        boolean postgres = words.stream().anyMatch(word -> word.matches("postgres(?:ql)?|pg"));
        return !postgres && (words.stream().anyMatch(other) || words.containsAll(Set.of("sql", "server")))
                ? Optional.of("another database")
                : Optional.empty();
    }

    private static Optional<String> named(Map<String, Pattern> signs, String text) {
        return signs.entrySet().stream()
                .filter(sign -> sign.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
