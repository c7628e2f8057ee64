package io.godwit.analyzer.written;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the path of a file says about it.
public final class MigrationPaths {
    private static final Set<String> NOT_FOR_PRODUCTION = Set.of(
            "test",
            "tests",
            "__tests__",
            "testdata",
            "test-data",
            "fixtures",
            "seed",
            "seeds",
            "examples",
            "example",
            "docs",
            "doc",
            "node_modules",
            "vendor",
            "e2e",
            "spec",
            "mock",
            "mocks",
            "__mocks__");

    private static final Set<String> OTHER_DATABASES = Set.of(
            "mysql",
            "mariadb",
            "sqlite",
            "sqlite3",
            "clickhouse",
            "mssql",
            "sqlserver",
            "oracle",
            "h2",
            "cockroach",
            "cockroachdb",
            "bigquery",
            "snowflake",
            "duckdb",
            "sybase",
            "db2",
            "d1");

    private static final Pattern LEADING_NUMBER = Pattern.compile("0*(\\d+)");

    private MigrationPaths() {}

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The number that a name begins with, without leading zeros.
    static Optional<String> leadingNumber(String name) {
        Matcher number = LEADING_NUMBER.matcher(name);
        return number.lookingAt() ? Optional.of(number.group(1)) : Optional.empty();
    }

    static String folder(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    /// Whether the file lies among tests, seeds, documents or other people's code.
    public static boolean isForProduction(String path) {
        return segments(path).noneMatch(NOT_FOR_PRODUCTION::contains)
                && !name(path)
                        .toLowerCase(Locale.ROOT)
                        .matches("seeds?[._-].*|.*[._-](test|spec|seed)s?\\.[a-z]+|test_.*\\.py");
    }

    /// Whether a folder's name says that the file is for another database than PostgreSQL.
    public static boolean isForAnotherDatabase(String path) {
        return segments(path)
                .anyMatch(segment -> isAnotherDatabase(segment)
                        || Arrays.stream(segment.split("[-_]")).anyMatch(MigrationPaths::isAnotherDatabase));
    }

    /// Whether a word is the name of another database than PostgreSQL.
    public static boolean isAnotherDatabase(String word) {
        return OTHER_DATABASES.contains(word);
    }

    private static java.util.stream.Stream<String> segments(String path) {
        return Arrays.stream(folder(path).toLowerCase(Locale.ROOT).split("/"));
    }
}
