package io.godwit.analyzer.sqlalchemy;

import io.godwit.model.catalog.PostgresNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of constraints and indexes: by `MetaData(naming_convention=...)`, else PostgreSQL's own.
///
/// @param patterns by kind: `ix`, `uq`, `ck`, `fk`, `pk`
record NamingConvention(Map<String, String> patterns) {
    private static final int LONGEST = 63;
    private static final Pattern TOKEN = Pattern.compile("%\\(([a-z0-9_N]+)\\)s");

    static final NamingConvention NONE = new NamingConvention(Map.of());

    String primaryKey(String table, List<String> columns) {
        return patterned("pk", table, columns, "", "", Optional.empty()).orElse(PostgresNames.primaryKey(table));
    }

    String unique(String table, List<String> columns) {
        return patterned("uq", table, columns, "", "", Optional.empty())
                .orElse(PostgresNames.unique(table, String.join("_", columns)));
    }

    String index(String table, String label, List<String> columns) {
        return Optional.ofNullable(patterns.get("ix"))
                .map(pattern -> pattern.replace("%(column_0_label)s", label + "_%(column_0_name)s"))
                .map(pattern -> new NamingConvention(Map.of("ix", pattern)))
                .flatMap(labelled -> labelled.patterned("ix", table, columns, "", "", Optional.empty()))
                .orElse(shortened("ix_" + label + "_" + columns.getFirst()));
    }

    /// @param given the name written; empty if there is none
    Optional<String> check(String table, Optional<String> given) {
        return patterned("ck", table, List.of(), "", "", given).or(() -> given);
    }

    String foreignKey(String table, List<String> columns, String toTable, String toColumn) {
        return patterned("fk", table, columns, toTable, toColumn, Optional.empty())
                .orElse(PostgresNames.foreignKey(table, String.join("_", columns)));
    }

    /// Empty where there is no pattern, or one that asks for a name nobody gave.
    private Optional<String> patterned(
            String kind, String table, List<String> columns, String toTable, String toColumn, Optional<String> given) {
        String pattern = patterns.get(kind);
        if (pattern == null || pattern.contains("%(constraint_name)s") && given.isEmpty()) {
            return Optional.empty();
        }
        Matcher tokens = TOKEN.matcher(pattern);
        StringBuilder name = new StringBuilder();
        while (tokens.find()) {
            String value = switch (tokens.group(1)) {
                case "table_name" -> table;
                case "constraint_name" -> given.orElse("");
                case "referred_table_name" -> toTable;
                case "referred_column_0_name" -> toColumn;
                case String token when token.contains("label") -> joined(token, labels(table, columns));
                case String token -> joined(token, columns);
            };
            tokens.appendReplacement(name, Matcher.quoteReplacement(value));
        }
        return Optional.of(shortened(tokens.appendTail(name).toString()));
    }

    private static List<String> labels(String table, List<String> columns) {
        return columns.stream().map(column -> table + "_" + column).toList();
    }

    /// `column_0_name` is the first, `column_0N_name` all, `column_0_N_name` all with underscores between.
    private static String joined(String token, List<String> columns) {
        if (token.contains("_N_")) {
            return String.join("_", columns);
        }
        if (token.contains("N_")) {
            return String.join("", columns);
        }
        return columns.isEmpty() ? "" : columns.getFirst();
    }

    /// A generated name that is too long is cut, and keeps four characters of its digest.
    static String shortened(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
            String hex = HexFormat.of().formatHex(digest);
            return name.substring(0, LONGEST - 8) + "_" + hex.substring(hex.length() - 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has MD5", impossible);
        }
    }
}
