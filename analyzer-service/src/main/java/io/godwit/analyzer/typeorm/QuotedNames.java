package io.godwit.analyzer.typeorm;

import io.godwit.model.SqlName;

/// Names inside of SQL text that this package writes by itself.
final class QuotedNames {
    private QuotedNames() {}

    /// As `pg_get_constraintdef` prints a column's name, but for names that are keywords: those it quotes, too.
    static String quotedWhereNeeded(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : SqlName.quoted(name);
    }
}
