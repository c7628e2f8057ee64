package io.godwit.cli.scratch;

import io.godwit.model.SqlName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes scripts loadable that need extensions: those the server has are created if the script names what is in them,
/// those it has not are left out, and types of their names stand in, so that columns of them can be made.
final class MissingExtensions {
    /// What tells that a script uses an extension, besides its name.
    private static final Map<String, String> SIGNS = Map.of(
            "citext", "citext",
            "uuid-ossp", "uuid-ossp|uuid_generate_",
            "pgcrypto", "pgcrypto|gen_salt|\\bcrypt\\(",
            "pg_trgm", "pg_trgm|_trgm_ops",
            "hstore", "\\bhstore\\b",
            "ltree", "\\bltree\\b",
            "btree_gin", "btree_gin",
            "btree_gist", "btree_gist",
            "unaccent", "\\bunaccent\\b");

    private static final Map<String, List<String>> TYPES = Map.of(
            "vector", List.of("vector", "halfvec", "sparsevec"),
            "postgis", List.of("geometry", "geography"));

    private static final Pattern CREATE =
            Pattern.compile("(?i)CREATE\\s+EXTENSION\\s+(IF\\s+NOT\\s+EXISTS\\s+)?\"?([\\w-]+)\"?[^;]*(;|$)");

    private MissingExtensions() {}

    static void prepare(Connection connection, String script) throws SQLException {
        String lower = script.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> sign : SIGNS.entrySet()) {
            if (Pattern.compile(sign.getValue()).matcher(lower).find()) {
                execute(connection, "CREATE EXTENSION IF NOT EXISTS " + SqlName.quoted(sign.getKey()));
            }
        }
        for (Map.Entry<String, List<String>> extension : TYPES.entrySet()) {
            boolean used = extension.getValue().stream()
                    .anyMatch(type ->
                            Pattern.compile("\\b" + type + "\\b").matcher(lower).find());
            if (used && !available(connection).contains(extension.getKey())) {
                for (String type : extension.getValue()) {
                    standIn(connection, type);
                }
            }
        }
    }

    /// The script without the creation of extensions the server does not have.
    static String without(Connection connection, String script) throws SQLException {
        if (!CREATE.matcher(script).find()) {
            return script;
        }
        Set<String> available = available(connection);
        return CREATE.matcher(script)
                .replaceAll(found -> available.contains(found.group(2).toLowerCase(Locale.ROOT))
                        ? Matcher.quoteReplacement(ifMissing(found))
                        : "");
    }

    /// It may have been created already because the script names what is in it.
    private static String ifMissing(MatchResult created) {
        return created.group(1) == null
                ? created.group().replaceFirst("(?i)EXTENSION\\s+", "EXTENSION IF NOT EXISTS ")
                : created.group();
    }

    private static Set<String> available(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name FROM pg_catalog.pg_available_extensions")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    /// A type with one optional modifier that holds what `varchar` holds.
    private static void standIn(Connection connection, String type) throws SQLException {
        execute(connection, """
                DO $$ BEGIN
                  IF to_regtype('public.%1$s') IS NULL THEN
                    CREATE TYPE public.%1$s;
                    CREATE FUNCTION public.%1$s_in(cstring, oid, integer) RETURNS public.%1$s
                      LANGUAGE internal IMMUTABLE STRICT AS 'varcharin';
                    CREATE FUNCTION public.%1$s_out(public.%1$s) RETURNS cstring
                      LANGUAGE internal IMMUTABLE STRICT AS 'varcharout';
                    CREATE TYPE public.%1$s (INPUT = public.%1$s_in, OUTPUT = public.%1$s_out,
                      TYPMOD_IN = varchartypmodin, TYPMOD_OUT = varchartypmodout, INTERNALLENGTH = VARIABLE,
                      STORAGE = extended);
                  END IF;
                END $$""".formatted(type));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
