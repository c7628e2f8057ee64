package io.godwit.analyzer.django;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The names Django generates: readable parts and a piece of an MD5 over what they stand for, at most 63 characters.
/// Lengths count characters, as Django's do.
final class GeneratedNames {
    private static final int LONGEST = 63;
    private static final int LONGEST_SUFFIX = LONGEST / 3;

    private GeneratedNames() {}

    /// An index of single fields, or with the suffixes `_uniq`, `_like`, `_idx` and `_fk_...` what they say.
    static String index(String table, List<String> columns, String suffix) {
        List<String> hashed = new ArrayList<>(List.of(table));
        hashed.addAll(columns);
        String joined = String.join("_", columns);
        String end = digest(hashed, 8) + suffix;
        String whole = table + "_" + joined + "_" + end;
        if (whole.length() <= LONGEST) {
            return whole;
        }
        String shortEnd = end.length() > LONGEST_SUFFIX ? end.substring(0, LONGEST_SUFFIX) : end;
        int rest = (LONGEST - shortEnd.length()) / 2 - 1;
        return startingWithLetter(cut(table, rest) + "_" + cut(joined, rest) + "_" + shortEnd);
    }

    static String foreignKey(String table, String column, String toTable, String toColumn) {
        return index(table, List.of(column), "_fk_" + toTable + "_" + toColumn);
    }

    /// An index of `Meta.indexes` without a name: a B-tree's suffix is `idx`, another method's its own name.
    ///
    /// @param columns a descending one with a leading minus
    static String metaIndex(String table, List<String> columns, String suffix) {
        List<String> hashed = new ArrayList<>(List.of(table));
        hashed.addAll(columns);
        hashed.add(suffix);
        String first = columns.getFirst().replaceFirst("^-", "");
        String name = cut(table, 11) + "_" + cut(first, 7) + "_" + digest(hashed, 6) + "_" + suffix;
        return name.matches("[_0-9].*") ? "D" + name.substring(1) : name;
    }

    /// A table's name nobody chose, where it is too long.
    static String table(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 4) + digest(List.of(name), 4);
    }

    private static String startingWithLetter(String name) {
        return name.matches("[_0-9].*") ? "D" + name.substring(0, name.length() - 1) : name;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static String digest(List<String> parts, int length) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            parts.forEach(part -> md5.update(part.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(md5.digest()).substring(0, length);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has MD5", impossible);
        }
    }
}
