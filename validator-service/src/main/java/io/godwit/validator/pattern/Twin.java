package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import java.util.List;

/// A column that follows another by a trigger, so that whoever writes the one writes the other.
///
/// @param source the column that is written
/// @param target the column that follows
/// @param type of the target
/// @param expression the target's value, in SQL over the table's columns; the source's name alone means
/// assignment
/// @param temporal whether dates or times are converted: everyone has to do it in the migration's time
/// zone then
record Twin(ObjectName table, String source, String target, String type, String expression, boolean temporal) {

    /// Makes the target follow; a value that cannot be converted is refused with the row.
    List<String> follow() {
        return trigger(assignment()).create();
    }

    /// Makes the target follow; where a value cannot be converted it becomes NULL, and the row is taken.
    List<String> followIfPossible() {
        return trigger("BEGIN " + assignment() + " EXCEPTION WHEN data_exception THEN NEW." + SqlName.quoted(target)
                        + " := NULL; END;")
                .create();
    }

    List<String> leave() {
        return trigger("").drop();
    }

    String name() {
        return trigger("").name();
    }

    /// As the SET list of an update writes it.
    String filling() {
        return SqlName.quoted(target) + " = " + expression;
    }

    /// The rows in which the target has not followed yet.
    String missing() {
        return SqlName.quoted(target) + " IS NULL AND " + SqlName.quoted(source) + " IS NOT NULL";
    }

    /// The rows in which the target is not what it should be; byte by byte, and never NULL.
    String difference() {
        return "ROW(" + SqlName.quoted(target) + ")::record OPERATOR(pg_catalog.*<>) ROW((" + expression + ")::" + type
                + ")::record";
    }

    private String assignment() {
        String value = expression.equals(SqlName.quoted(source))
                ? "NEW." + expression
                : "(SELECT " + expression + " FROM (SELECT (NEW).*) AS " + SqlName.quoted(table.name()) + ")";
        return "NEW." + SqlName.quoted(target) + " := " + value + ";";
    }

    private SyncTrigger trigger(String body) {
        return new SyncTrigger(
                table,
                SyncTrigger.LAST + table.name() + "_" + source + "_to_" + target,
                "",
                body,
                temporal ? "SET timezone FROM CURRENT SET datestyle FROM CURRENT" : "");
    }
}
