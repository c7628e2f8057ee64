package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import java.util.List;

/// A trigger that keeps columns of a row in step while it is written. It only fills NEW and touches no
/// other row, so it cannot call itself, and what it does is the same under INSERT, ON CONFLICT, COPY and
/// MERGE.
///
/// It fires ALWAYS: rows that logical replication applies (`session_replication_role = replica`) have to
/// be in step too, and filling them twice does no harm. Its name sorts behind the names people give,
/// because PostgreSQL fires BEFORE triggers by name: what a table's own triggers change is seen.
///
/// @param name of the trigger, and of its function in the table's schema
/// @param condition when there is something to do, in SQL over NEW; empty for every row
/// @param body statements in PL/pgSQL
/// @param settings of the function, as `SET …` clauses; empty for none
record SyncTrigger(ObjectName table, String name, String condition, String body, String settings) {
    static final String LAST = "~godwit_";
    static final String FIRST = "!godwit_";

    SyncTrigger {
        name = Steps.limited(name);
    }

    List<String> create() {
        String quoted = SqlName.quoted(name);
        String when = condition.isEmpty() ? "" : " WHEN (" + condition + ")";
        return List.of(
                "CREATE OR REPLACE FUNCTION " + function() + "() RETURNS trigger LANGUAGE plpgsql"
                        + (settings.isEmpty() ? "" : " " + settings) + " AS $godwit$ BEGIN " + body
                        + " RETURN NEW; END $godwit$",
                "CREATE OR REPLACE TRIGGER " + quoted + " BEFORE INSERT OR UPDATE ON " + table.sql() + " FOR EACH ROW"
                        + when + " EXECUTE FUNCTION " + function() + "()",
                "ALTER TABLE " + table.sql() + " ENABLE ALWAYS TRIGGER " + quoted);
    }

    List<String> drop() {
        return List.of(
                "DROP TRIGGER IF EXISTS " + SqlName.quoted(name) + " ON " + table.sql(),
                "DROP FUNCTION IF EXISTS " + function() + "()");
    }

    private String function() {
        return table.sibling(name).sql();
    }
}
