package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import java.util.List;

/// The functions of a table's own triggers. A session that has run one in PL/pgSQL keeps its expressions with the types
/// the row had, and fails with 42804 ("does not match that when preparing the plan") once a column has another, until
/// it connects anew. A function whose row in `pg_proc` is written again is compiled again by every session (PostgreSQL
/// documentation, PL/pgSQL, Plan Caching), so its volatility is set to what it is.
final class TriggerFunctions {
    private TriggerFunctions() {}

    /// @return no statement for a table without triggers
    static List<String> compiledAnew(ObjectName table, Catalog catalog) {
        String used = "table " + table.identity();
        boolean watched = catalog.objects().values().stream()
                .filter(object -> object.kind() == ObjectKind.TRIGGER)
                .anyMatch(object -> object.uses().stream()
                        .anyMatch(use -> use.equals(used) || use.startsWith("table column " + table.identity() + ".")));
        return watched ? List.of(compile(table)) : List.of();
    }

    private static String compile(ObjectName table) {
        return "DO $godwit$ DECLARE own record; BEGIN FOR own IN SELECT DISTINCT p.oid::pg_catalog.regprocedure AS called,"
                + " CASE p.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' ELSE 'VOLATILE' END AS volatility"
                + " FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid"
                + " JOIN pg_catalog.pg_language l ON l.oid = p.prolang WHERE t.tgrelid = "
                + SqlName.literal(table.sql())
                + "::pg_catalog.regclass AND NOT t.tgisinternal AND l.lanname = 'plpgsql'"
                + " AND pg_catalog.pg_has_role(p.proowner, 'USAGE') LOOP"
                + " EXECUTE pg_catalog.format('ALTER FUNCTION %s %s', own.called, own.volatility);"
                + " END LOOP; END $godwit$";
    }
}
