package io.godwit.analyzer.jpa;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;

/// How names of the code become names of the database.
enum JpaNaming {
    /// Hibernate's own: as written.
    AS_WRITTEN,
    /// Spring Boot's: words of a camel-case name joined by underscores, in lower case.
    SPRING;

    /// The physical name as Hibernate writes it into SQL.
    String physical(String logical) {
        String bare = unquoted(logical);
        if (this == AS_WRITTEN) {
            return bare;
        }
        StringBuilder name = new StringBuilder(bare.replace('.', '_'));
        for (int i = 1; i < name.length() - 1; i++) {
            boolean begins = (Character.isLowerCase(name.charAt(i - 1)) || Character.isDigit(name.charAt(i - 1)))
                    && Character.isUpperCase(name.charAt(i))
                    && (Character.isLowerCase(name.charAt(i + 1)) || Character.isDigit(name.charAt(i + 1)));
            if (begins) {
                name.insert(i++, '_');
            }
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    /// The physical name as Hibernate prints it, which generated names are made of: a quoted one in backticks.
    String rendered(String logical) {
        return isQuoted(logical) ? "`" + physical(logical) + "`" : physical(logical);
    }

    /// The name as the catalog holds it: PostgreSQL folds what is not quoted.
    String inCatalog(String logical) {
        return isQuoted(logical) ? physical(logical) : physical(logical).toLowerCase(Locale.ROOT);
    }

    /// A name given to a constraint or index: Hibernate changes it by no strategy.
    static String explicit(String written) {
        return isQuoted(written) ? unquoted(written) : written.toLowerCase(Locale.ROOT);
    }

    static boolean isQuoted(String name) {
        return name.length() > 1 && (name.startsWith("`") || name.startsWith("\""));
    }

    static String unquoted(String name) {
        return isQuoted(name) ? name.substring(1, name.length() - 1) : name;
    }

    /// The name of a foreign key that is given none: `FK` and a hash over the physical names, in base 35.
    static String foreignKey(String table, String referencedTable, List<String> columns) {
        return "fk" + hash("table`" + table + "`references`" + referencedTable + "`" + joined(columns));
    }

    /// The name of an index or unique constraint that is given none.
    static String constraint(String prefix, String table, List<String> columns) {
        return prefix + hash("table`" + table + "`" + joined(columns));
    }

    private static String joined(List<String> columns) {
        StringBuilder text = new StringBuilder();
        columns.stream()
                .sorted()
                .forEach(column -> text.append("column`").append(column).append('`'));
        return text.toString();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest).toString(35);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
