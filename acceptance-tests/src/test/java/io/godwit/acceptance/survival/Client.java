package io.godwit.acceptance.survival;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// What a version of the application's code knows of a table: its name, its columns and what it writes into them. The
/// same is written to the table's twin, under the twin's names.
///
/// @param key the name of the key's column, a whole number in both
record Client(String table, String twin, String key, List<Column> columns) {

    /// @param name  in the table
    /// @param twin  in the twin
    /// @param value  makes a value as text, or [#NULL]
    /// @param unique whether no two rows may have the same value
    record Column(String name, String twin, Function<Random, String> value, boolean unique) {
        /// The same name in both.
        static Column of(String name, Function<Random, String> value) {
            return new Column(name, name, value, false);
        }

        /// The same name in both, and a value of its own in each row.
        static Column unique(String name) {
            return new Column(name, name, random -> Long.toString(random.nextLong(Long.MAX_VALUE)), true);
        }
    }

    static final String NULL = "\\N";

    static Client of(String table, Column... columns) {
        return new Client("public." + table, "twin." + table, "id", List.copyOf(Arrays.asList(columns)));
    }

    /// Whole numbers from zero up to below the bound.
    static Function<Random, String> numbers(int bound) {
        return random -> Integer.toString(random.nextInt(bound));
    }

    static Function<Random, String> words() {
        return random -> "w" + Integer.toString(random.nextInt(100_000), 36);
    }

    static Function<Random, String> oneOf(String... values) {
        return random -> values[random.nextInt(values.length)];
    }

    /// Every now and then NULL, also on purpose where there was a value.
    static Function<Random, String> orNull(Function<Random, String> value) {
        return random -> random.nextInt(4) == 0 ? NULL : value.apply(random);
    }
}
