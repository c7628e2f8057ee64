package io.godwit.validator.facts;

import io.godwit.validator.facts.CatalogQuestions.Cast;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a database says of types: which one SQL names, and how its values become those of another.
final class LiveTypes {
    private static final Pattern MODIFIERS = Pattern.compile("\\(\\s*(-?\\d+)\\s*(?:,\\s*(-?\\d+)\\s*)?\\)");

    private LiveTypes() {}

    static Optional<TypeFacts> type(Connection connection, String sqlType) throws SQLException {
        String query = """
                with recursive chain as (
                  select t.*, 0 as depth, null::text as spelled from pg_type t where t.oid = to_regtype(?)
                  union all select b.*, c.depth + 1, format_type(c.typbasetype, c.typtypmod) from chain c
                  join pg_type b on b.oid = c.typbasetype where c.typtype = 'd')
                select (select oid from chain where depth = 0)::bigint as oid, oid::bigint as base, typname as name,
                  typcategory as category, spelled, (select bool_or(typtype = 'd' and (typnotnull
                    or exists (select from pg_constraint k where k.contypid = chain.oid))) from chain) as constrained
                from chain order by depth desc limit 1""";
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

    /// @param from an oid
    /// @param to   an oid
    static Cast cast(Connection connection, long from, long to) throws SQLException {
        // An array is converted element by element.
        String query = "select c.castmethod, c.castcontext, s.typcategory, t.typcategory from pg_type sa, pg_type ta,"
                + " pg_type s, pg_type t left join pg_cast c on c.casttarget = t.oid and c.castsource ="
                + " (select case when a.typcategory = 'A' and b.typcategory = 'A' then a.typelem else a.oid end"
                + " from pg_type a, pg_type b where a.oid = " + from + " and b.oid = " + to + ")"
                + " where sa.oid = " + from + " and ta.oid = " + to
                + " and s.oid = case when sa.typcategory = 'A' and ta.typcategory = 'A' then sa.typelem else sa.oid end"
                + " and t.oid = case when sa.typcategory = 'A' and ta.typcategory = 'A' then ta.typelem else ta.oid end";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next()
                    ? cast(row.getString(1), row.getString(2), row.getString(3), row.getString(4))
                    : Cast.UNKNOWN;
        }
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
}
