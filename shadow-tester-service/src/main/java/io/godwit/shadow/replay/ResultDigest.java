package io.godwit.shadow.replay;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What two results are compared by: their columns' names, the number of rows, and hashes over the rows, one that does
/// not depend on their order and one that does. For a write, the number of rows alone.
///
/// @param columns the names of the columns that were hashed
/// @param rows    how many
/// @param unordered sums of two hashes of each row
/// @param ordered a hash of the rows in their order
public record ResultDigest(List<String> columns, long rows, List<Long> unordered, long ordered) {
    /// Rows fetched at first, before it is known how wide they are.
    static final int FIRST_FETCHED = 32;

    private static final int MOST_FETCHED = 5000;
    private static final long FETCHED_CHARACTERS = 1 << 20;

    public ResultDigest {
        columns = List.copyOf(columns);
        unordered = List.copyOf(unordered);
    }

    static ResultDigest ofCount(long rows) {
        return new ResultDigest(List.of(), rows, List.of(), 0);
    }

    boolean sameRows(ResultDigest other) {
        return columns.equals(other.columns) && rows == other.rows && unordered.equals(other.unordered);
    }

    /// @param wanted the columns to hash; empty for all. If the result lacks one of them, all are hashed, which makes
    ///               it differ
    static ResultDigest of(ResultSet result, Optional<List<String>> wanted) throws SQLException {
        ResultSetMetaData metadata = result.getMetaData();
        List<String> names = new ArrayList<>();
        List<Form> forms = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            names.add(metadata.getColumnLabel(i));
            forms.add(Form.of(metadata.getColumnTypeName(i)));
        }
        List<Integer> positions = positions(names, wanted.orElse(names));
        long rows = 0;
        long characters = 0;
        long sum = 0;
        long otherSum = 0;
        long ordered = 0;
        while (result.next()) {
            long hash = 0x9e3779b97f4a7c15L;
            for (int position : positions) {
                String text = result.getString(position);
                characters += text == null ? 0 : text.length();
                hash = mixed(hash * 31 + value(text, forms.get(position - 1)));
            }
            rows++;
            if (rows % FIRST_FETCHED == 0) {
                result.setFetchSize(
                        (int) Math.clamp(FETCHED_CHARACTERS * rows / Math.max(characters, 1), 1, MOST_FETCHED));
            }
            sum += hash;
            otherSum += mixed(hash ^ 0x5851f42d4c957f2dL);
            ordered = mixed(ordered * 31 + hash);
        }
        return new ResultDigest(
                positions.stream().map(position -> names.get(position - 1)).toList(),
                rows,
                List.of(sum, otherSum),
                ordered);
    }

    /// Where the wanted columns are, in their order; all columns if one is missing.
    private static List<Integer> positions(List<String> names, List<String> wanted) {
        List<Integer> positions = new ArrayList<>();
        boolean[] taken = new boolean[names.size()];
        for (String name : wanted) {
            for (int i = 0; i < names.size(); i++) {
                if (!taken[i] && names.get(i).equals(name)) {
                    taken[i] = true;
                    positions.add(i + 1);
                    break;
                }
            }
        }
        if (positions.size() < wanted.size()) {
            positions.clear();
            for (int i = 1; i <= names.size(); i++) {
                positions.add(i);
            }
        }
        return positions;
    }

    private static long value(@Nullable String text, Form form) {
        if (text == null) {
            return 0x2545f4914f6cdd1dL;
        }
        String canonical = form.canonical(text);
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < canonical.length(); i++) {
            hash = (hash ^ canonical.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /// The finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
