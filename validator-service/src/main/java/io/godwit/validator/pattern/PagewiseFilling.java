package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;

/// Fills a column that follows another, a few pages of the table in each transaction, so that no row is held for long:
/// for the way back, whose steps are statements. It runs outside a transaction block, and may be broken off and run
/// again. Rows that others write meanwhile are the trigger's.
record PagewiseFilling(ObjectName table, Twin twin) {
    /// Some thousand rows of usual size.
    private static final int PAGES = 64;

    String sql() {
        String name = SqlName.literal(table.sql());
        return "DO $godwit$ DECLARE page bigint := 0; BEGIN WHILE page <= pg_catalog.pg_relation_size(" + name
                + "::pg_catalog.regclass) / pg_catalog.current_setting('block_size')::bigint LOOP UPDATE " + table.sql()
                + " SET " + twin.filling()
                + " WHERE ctid >= ('(' || page || ',0)')::pg_catalog.tid AND ctid < ('(' || page + "
                + PAGES + " || ',0)')::pg_catalog.tid AND " + twin.missing() + "; page := page + " + PAGES
                + "; COMMIT; END LOOP; END $godwit$";
    }
}
