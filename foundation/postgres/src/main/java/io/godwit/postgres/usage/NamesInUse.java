package io.godwit.postgres.usage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The names a database's queries can use at one moment.
///
/// @param names each with what it belongs to and, for a column, its type
record NamesInUse(Set<Name> names) {
    private static final String QUERY =
            """
            select c.relname, '' as part, '' as type, n.nspname from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and %1$s
            union all select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), n.nspname from pg_attribute a
            join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped and %1$s
            union all select p.proname, '', pg_get_function_identity_arguments(p.oid) || pg_get_function_result(p.oid),
              n.nspname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where %1$s
            union all select t.typname, '', '', n.nspname from pg_type t join pg_namespace n on n.oid = t.typnamespace
            left join pg_class c on c.oid = t.typrelid
            where (t.typtype in ('e', 'd', 'r') or c.relkind = 'c') and %1$s
            union all select c.relname, i.indexrelid::regclass::text, 'key', n.nspname from pg_index i
            join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
            where i.indisunique and %1$s
            """.formatted("n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')");

    /// @param of   the relation, function or type
    /// @param part the column, or the unique index `ON CONFLICT` may mean; empty for the whole
    record Name(String of, String part, String type, String schema) {}

    NamesInUse {
        names = Set.copyOf(names);
    }

    static NamesInUse read(Connection connection) throws SQLException {
        Set<Name> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            while (row.next()) {
                names.add(new Name(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
            }
        }
        return new NamesInUse(names);
    }

    /// What is no longer there, or is of another type.
    Set<Name> without(NamesInUse later) {
        return names.stream().filter(name -> !later.names.contains(name)).collect(Collectors.toUnmodifiableSet());
    }

    /// The words of a piece of SQL, in lower case.
    static Set<String> words(String sql) {
        Set<String> words = new HashSet<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= sql.length(); i++) {
            char c = i < sql.length() ? sql.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c) || c == '_' || c == '$') {
                word.append(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
                word.setLength(0);
            }
        }
        return words;
    }

    /// Whether a text of these words names it, or part of it.
    static boolean isNamed(String name, Set<String> words) {
        return words.containsAll(words(name));
    }
}
