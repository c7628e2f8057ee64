package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import java.util.List;

/// A column that follows another by a trigger, so that whoever writes the one writes the other. The trigger only fills
/// the row that is written and touches no other, so it cannot call itself.
///
/// @param source     the column that is written
/// @param target     the column that follows
/// @param expression the target's value, in SQL over the table's columns; the source's name alone means assignment
record Twin(ObjectName table, String source, String target, String expression) {

    /// Makes the target follow; a value that cannot be converted is refused with the row.
    List<String> follow() {
        return statements(assignment());
    }

    /// Makes the target follow; where a value cannot be converted it becomes NULL, and the row is taken.
    List<String> followIfPossible() {
        return statements("BEGIN " + assignment() + " EXCEPTION WHEN data_exception THEN NEW." + SqlName.quoted(target)
                + " := NULL; END;");
    }

    List<String> leave() {
        return List.of(
                "DROP TRIGGER IF EXISTS " + SqlName.quoted(name()) + " ON " + table.sql(),
                "DROP FUNCTION IF EXISTS " + table.sibling(name()).sql() + "()");
    }

    String name() {
        return Steps.limited("godwit_" + table.name() + "_" + source + "_to_" + target);
    }

    /// As the SET list of an update writes it.
    String filling() {
        return SqlName.quoted(target) + " = " + expression;
    }

    /// The rows in which the target has not followed yet.
    String missing() {
        return SqlName.quoted(target) + " IS NULL AND " + SqlName.quoted(source) + " IS NOT NULL";
    }

    private String assignment() {
        String value = expression.equals(SqlName.quoted(source))
                ? "NEW." + expression
                : "(SELECT " + expression + " FROM (SELECT (NEW).*) AS " + SqlName.quoted(table.name()) + ")";
        return "NEW." + SqlName.quoted(target) + " := " + value + ";";
    }

    private List<String> statements(String body) {
        ObjectName function = table.sibling(name());
        return List.of(
                "CREATE OR REPLACE FUNCTION " + function.sql()
                        + "() RETURNS trigger LANGUAGE plpgsql AS $godwit$ BEGIN " + body + " RETURN NEW; END $godwit$",
                "CREATE TRIGGER " + SqlName.quoted(name()) + " BEFORE INSERT OR UPDATE ON " + table.sql()
                        + " FOR EACH ROW EXECUTE FUNCTION " + function.sql() + "()");
    }
}
