package io.godwit.model.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Types as people write them (`varchar(20)`, `int8`, `TIMESTAMPTZ`, `"Role"[]`) in the catalog's form, that of
/// PostgreSQL's `format_type`. The aliases are those of the documentation's table of data types (8.1).
public final class TypeNames {
    private static final Pattern WRITTEN =
            Pattern.compile("(?is)\\s*(?<name>(?:\"[^\"]++(?:\"\"[^\"]*+)*+\"|[^\\s(\\[\"]+)"
                    + "(?:\\s*\\.\\s*(?:\"[^\"]++(?:\"\"[^\"]*+)*+\"|[^\\s(\\[\"]+))?)(?<more>(?:\\s+(?:varying|precision))?)"
                    + "\\s*(?<modifiers>\\([^)]*\\))?\\s*(?<words>[a-z][a-z ]*?)?\\s*(?<modifiersBehind>\\([^)]*\\))?"
                    + "\\s*(?<array>(?:\\[\\s*\\d*\\s*\\]\\s*)+|array\\b.*)?\\s*");

    /// PostgreSQL has no national types: they are the same as the others.
    private static final Pattern NATIONAL = Pattern.compile("(?i)\\s*national\\s+(?=char)");

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("serial", "integer"),
            Map.entry("serial4", "integer"),
            Map.entry("int2", "smallint"),
            Map.entry("smallserial", "smallint"),
            Map.entry("serial2", "smallint"),
            Map.entry("int8", "bigint"),
            Map.entry("bigserial", "bigint"),
            Map.entry("serial8", "bigint"),
            Map.entry("float8", "double precision"),
            Map.entry("double", "double precision"),
            Map.entry("float4", "real"),
            Map.entry("bool", "boolean"),
            Map.entry("varchar", "character varying"),
            Map.entry("char varying", "character varying"),
            Map.entry("char", "character"),
            Map.entry("nchar", "character"),
            Map.entry("nchar varying", "character varying"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("varbit", "bit varying"));

    private static final Set<String> BUILT_IN = Set.copyOf(List.of("""
            integer smallint bigint real boolean numeric character text uuid json jsonb jsonpath bytea date time
            timestamp interval inet cidr macaddr macaddr8 money xml oid name tsvector tsquery point line lseg box path
            polygon circle bit int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange
            nummultirange tsmultirange tstzmultirange datemultirange pg_lsn regclass regtype regproc xid xid8 bpchar
            """.strip().split("\\s+")));

    private TypeNames() {}

    /// @param written       a type with its modifiers; what cannot be read is returned as it is
    /// @param defaultSchema where a user's own type without a schema is
    public static DataType catalogForm(String written, String defaultSchema) {
        Matcher matcher = WRITTEN.matcher(NATIONAL.matcher(written).replaceFirst(""));
        if (!matcher.matches()) {
            return new DataType(written.strip());
        }
        String name = matcher.group("name") + matcher.group("more");
        String modifiers = group(matcher, "modifiers") + group(matcher, "modifiersBehind");
        String words = group(matcher, "words").toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
        String array = group(matcher, "array");
        if (words.endsWith("array")) {
            words = words.substring(0, words.length() - "array".length()).strip();
            array = "array";
        }
        return new DataType(
                element(name, modifiers.replaceAll("\\s", ""), words, defaultSchema) + (array.isEmpty() ? "" : "[]"));
    }

    private static String group(Matcher matcher, String name) {
        String found = matcher.group(name);
        return found == null ? "" : found;
    }

    private static String element(String written, String modifiers, String words, String defaultSchema) {
        String folded = written.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").replaceFirst("^pg_catalog\\.", "");
        String name = ALIASES.getOrDefault(folded, folded);
        return switch (name) {
            case "timestamptz" -> "timestamp" + modifiers + " with time zone";
            case "timetz" -> "time" + modifiers + " with time zone";
            case "timestamp", "time" ->
                name + modifiers + (words.startsWith("with time") ? " with time zone" : " without time zone");
            case "numeric" ->
                modifiers.isEmpty() || modifiers.contains(",")
                        ? name + modifiers
                        : name + modifiers.replace(")", ",0)");
            case "character", "bit" -> name + (modifiers.isEmpty() ? "(1)" : modifiers);
            case "float" -> isSingle(modifiers) ? "real" : "double precision";
            case "interval" -> "interval" + (words.isEmpty() ? "" : " " + words) + modifiers;
            case "character varying", "double precision", "bit varying" -> name + modifiers;
            default ->
                BUILT_IN.contains(name) ? name + modifiers : DataType.of(own(written, defaultSchema)) + modifiers;
        };
    }

    private static boolean isSingle(String modifiers) {
        return modifiers.matches("\\(\\d{1,2}\\)")
                && Integer.parseInt(modifiers.substring(1, modifiers.length() - 1)) <= 24;
    }

    private static ObjectName own(String written, String defaultSchema) {
        Matcher parts = Pattern.compile("\"((?:[^\"]|\"\")++)\"|([^\\s.\"]+)").matcher(written);
        String first = "";
        String last = "";
        while (parts.find()) {
            first = last;
            last = parts.group(1) != null
                    ? parts.group(1).replace("\"\"", "\"")
                    : parts.group(2).toLowerCase(Locale.ROOT);
        }
        return new ObjectName(first.isEmpty() ? defaultSchema : first, last);
    }
}
