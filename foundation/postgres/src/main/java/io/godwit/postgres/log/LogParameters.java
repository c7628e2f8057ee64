package io.godwit.postgres.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the list of parameter values PostgreSQL appends to a statement: `$1 = '5', $2 = 'O''Reilly', $3 = NULL`.
///
/// Inside a value only the quote is doubled; line ends, backslashes and texts such as `', $2 = '` stand for themselves,
/// so the list is read character by character and never split.
///
/// @param values   the values in order; empty for NULL
/// @param complete false if a value was cut by `log_parameter_max_length`, or the list could not be read to its end
record LogParameters(List<Optional<String>> values, boolean complete) {
    static final LogParameters NONE = new LogParameters(List.of(), true);

    LogParameters {
        values = List.copyOf(values);
    }

    /// @param list the text after `parameters: `
    static LogParameters parse(String list) {
        List<Optional<String>> values = new ArrayList<>();
        boolean complete = true;
        int position = 0;
        while (position < list.length()) {
            int equals = list.indexOf(" = ", position);
            if (list.charAt(position) != '$' || equals < 0) {
                return new LogParameters(values, false);
            }
            position = equals + 3;
            if (list.startsWith("NULL", position)) {
                values.add(Optional.empty());
                position += 4;
            } else {
                StringBuilder value = new StringBuilder();
                int end = quoted(list, position, value);
                if (end < 0) {
                    return new LogParameters(values, false);
                }
                // The server writes '...' inside the quotes behind a value it has cut; a genuine value may end so too.
                complete &= value.length() < 3
                        || !value.substring(value.length() - 3).equals("...");
                values.add(Optional.of(value.toString()));
                position = end;
            }
            if (list.startsWith(", ", position)) {
                position += 2;
            } else if (position < list.length()) {
                return new LogParameters(values, false);
            }
        }
        return new LogParameters(values, complete);
    }

    /// Reads the quoted value that begins at a position; the index behind its closing quote, or -1.
    private static int quoted(String list, int from, StringBuilder value) {
        if (from >= list.length() || list.charAt(from) != '\'') {
            return -1;
        }
        for (int i = from + 1; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c != '\'') {
                value.append(c);
            } else if (i + 1 < list.length() && list.charAt(i + 1) == '\'') {
                value.append('\'');
                i++;
            } else {
                return i + 1;
            }
        }
        return -1;
    }
}
