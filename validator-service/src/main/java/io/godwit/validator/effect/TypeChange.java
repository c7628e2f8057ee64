package io.godwit.validator.effect;

import io.godwit.model.catalog.DataType;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which type changes leave the rows as they are (measured on PostgreSQL 14 to 18). What is not listed counts as a
/// rewrite: wrong at times, never dangerous.
public final class TypeChange {
    private static final Pattern PARTS = Pattern.compile("([^(\\[]+)(?:\\((\\d+)(?:\\s*,\\s*(\\d+))?\\))?\\s*(.*)");
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("varchar", "character varying"),
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("int2", "smallint"),
            Map.entry("decimal", "numeric"),
            Map.entry("varbit", "bit varying"),
            Map.entry("bool", "boolean"),
            Map.entry("float8", "double precision"),
            Map.entry("float4", "real"),
            Map.entry("timestamptz", "timestamp with time zone"));
    private static final Set<String> WIDENING =
            Set.of("character varying", "bit varying", "timestamp", "time", "interval", "timestamp with time zone");
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private record Parts(String name, int length, int scale) {}

    private TypeChange() {}

    /// Whether the change needs neither a rewrite nor a scan.
    public static boolean keepsRows(DataType from, String to) {
        Parts before = parts(from.sql());
        Parts after = parts(to);
        if (before.equals(after)) {
            return true;
        }
        if (after.name().equals("text")) {
            return before.name().equals("character varying");
        }
        if (before.name().equals("text")) {
            return after.name().equals("character varying") && after.length() == UNLIMITED;
        }
        if (before.name().equals("cidr") && after.name().equals("inet")) {
            return true;
        }
        if (!before.name().equals(after.name())) {
            return false;
        }
        if (before.name().equals("numeric")) {
            return after.length() == UNLIMITED || after.scale() == before.scale() && after.length() >= before.length();
        }
        return WIDENING.contains(before.name()) && after.length() >= before.length();
    }

    private static Parts parts(String type) {
        Matcher matcher = PARTS.matcher(type.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return new Parts(type, UNLIMITED, 0);
        }
        String suffix = matcher.group(4).replace("without time zone", "").strip();
        String base = matcher.group(1).replace("without time zone", "").strip();
        String name = NAMES.getOrDefault(base, base) + (suffix.isEmpty() ? "" : " " + suffix);
        int length = matcher.group(2) == null ? UNLIMITED : Integer.parseInt(matcher.group(2));
        int scale = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        return new Parts(name, length, scale);
    }
}
