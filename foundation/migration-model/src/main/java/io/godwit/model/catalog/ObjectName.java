package io.godwit.model.catalog;

import io.godwit.model.SqlName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a table, type, index or sequence, with its schema, as the catalog holds it (case kept, no quotes).
public record ObjectName(String schema, String name) implements Comparable<ObjectName> {
    private static final Pattern IDENTITY =
            Pattern.compile("(\"(?:[^\"]|\"\")++\"|[^\".]+)\\.(\"(?:[^\"]|\"\")++\"|[^\".]+)");

    /// A name in PostgreSQL's default schema.
    public static ObjectName inPublic(String name) {
        return new ObjectName("public", name);
    }

    /// From what `pg_identify_object` prints: `public.users`, `"Sales".users`.
    public static ObjectName identified(String identity) {
        Matcher parts = IDENTITY.matcher(identity);
        return parts.matches()
                ? new ObjectName(unquoted(parts.group(1)), unquoted(parts.group(2)))
                : inPublic(unquoted(identity));
    }

    private static String unquoted(String identifier) {
        return identifier.startsWith("\"")
                ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
                : identifier;
    }

    /// As it is written in SQL: quoted and qualified.
    public String sql() {
        return SqlName.quoted(schema) + "." + SqlName.quoted(name);
    }

    /// As `pg_identify_object` prints it: quoted where needed.
    public String identity() {
        return QuotedWhereNeeded.name(this);
    }

    /// A column of this table, as `pg_identify_object` prints it.
    public String identity(String column) {
        return identity() + "." + QuotedWhereNeeded.identifier(column);
    }

    /// A constraint of this table, as `pg_identify_object` prints it.
    public String identityOfConstraint(String constraint) {
        return QuotedWhereNeeded.identifier(constraint) + " on " + identity();
    }

    /// Another object of the same schema.
    public ObjectName sibling(String otherName) {
        return new ObjectName(schema, otherName);
    }

    /// Whether somebody means it who says this: `users` or `public.users`; in other schemas `sales.users` only.
    public boolean isCalled(String said) {
        return said.equals(toString()) || said.equals(schema + "." + name);
    }

    @Override
    public int compareTo(ObjectName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    /// For people: without the schema where it is `public`.
    @Override
    public String toString() {
        return schema.equals("public") ? name : schema + "." + name;
    }
}
