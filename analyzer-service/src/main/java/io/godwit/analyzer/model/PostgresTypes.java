package io.godwit.analyzer.model;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Types as people write them, and as PostgreSQL's `format_type` prints them.
public final class PostgresTypes {
    private static final Pattern PARTS =
            Pattern.compile("(?s)([^(\\[]+)(\\([^)]*\\))?\\s*((?:with|without) time zone)?\\s*((?:\\[[0-9]*])*)");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("varchar", "character varying"),
            Map.entry("char", "character"),
            Map.entry("bpchar", "character"),
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int2", "smallint"),
            Map.entry("int8", "bigint"),
            Map.entry("serial", "integer"),
            Map.entry("bigserial", "bigint"),
            Map.entry("smallserial", "smallint"),
            Map.entry("bool", "boolean"),
            Map.entry("decimal", "numeric"),
            Map.entry("float", "double precision"),
            Map.entry("float8", "double precision"),
            Map.entry("float4", "real"),
            Map.entry("varbit", "bit varying"),
            Map.entry("citext", "public.citext"),
            Map.entry("hstore", "public.hstore"),
            Map.entry("ltree", "public.ltree"));

    private PostgresTypes() {}

    /// `varchar(20)` is `character varying(20)`, `timestamptz` is `timestamp with time zone`.
    public static String printed(String written) {
        Matcher parts = PARTS.matcher(written.strip());
        if (!parts.matches()) {
            return written.strip();
        }
        String name = parts.group(1).strip().replaceAll("\\s+", " ");
        String lower = name.toLowerCase(Locale.ROOT);
        String modifier = parts.group(2) == null ? "" : parts.group(2).replaceAll("\\s", "");
        String arrays = parts.group(4).isEmpty() ? "" : "[]";
        String zone = parts.group(3) == null ? "" : parts.group(3);
        if (lower.equals("char") && modifier.isEmpty()) {
            return "character(1)" + arrays;
        }
        return switch (lower) {
            case "timestamptz" -> "timestamp" + modifier + " with time zone" + arrays;
            case "timetz" -> "time" + modifier + " with time zone" + arrays;
            case "timestamp", "time" -> lower + modifier + " " + (zone.isEmpty() ? "without time zone" : zone) + arrays;
            default -> NAMES.getOrDefault(lower, name.contains("\"") ? name : lower) + modifier + arrays;
        };
    }
}
