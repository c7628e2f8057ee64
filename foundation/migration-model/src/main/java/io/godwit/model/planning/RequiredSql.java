package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;

/// How a column is made required again on the way back.
public final class RequiredSql {
    private RequiredSql() {}

    /// SET NOT NULL, unless rows hold NULL by then: they are not made up, and nothing that leads back is held up by
    /// them. PostgreSQL warns of it.
    public static String ifFilled(ObjectName table, String column) {
        return "DO $godwit$ BEGIN " + Sql.alterColumn(table, column, "SET NOT NULL")
                + "; EXCEPTION WHEN not_null_violation THEN RAISE WARNING 'rows written since have no value in %, so"
                + " it comes back without NOT NULL', " + SqlName.literal(table + "." + column) + "; END $godwit$";
    }
}
