package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.List;

/// The privileges on a single column, which another one that is to stand in its place needs as well.
final class ColumnGrants {
    private ColumnGrants() {}

    /// Whether anyone holds privileges on just this column; not, where nobody can be asked.
    static boolean on(ObjectName table, String column, CatalogQuestions questions) {
        return questions
                .anyRow("select 1 from pg_catalog.pg_attribute a where a.attrelid = to_regclass("
                        + SqlName.literal(table.sql()) + ") and a.attname = " + SqlName.literal(column)
                        + " and a.attacl is not null")
                .orElse(false);
    }

    /// Gives the roles that hold privileges on one column the same on the other, as they are when it runs.
    static List<String> copied(boolean granted, ObjectName table, String from, String to) {
        return granted ? List.of(copy(table, from, to)) : List.of();
    }

    private static String copy(ObjectName table, String from, String to) {
        String on = ("(" + SqlName.quoted(to) + ") ON TABLE " + table.sql())
                .replace("'", "''")
                .replace("%", "%%");
        return "DO $godwit$ DECLARE granted record; BEGIN FOR granted IN SELECT a.privilege_type, CASE a.grantee WHEN 0"
                + " THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS grantee, CASE WHEN a.is_grantable"
                + " THEN ' WITH GRANT OPTION' ELSE '' END AS further FROM pg_attribute c, aclexplode(c.attacl) a WHERE"
                + " c.attrelid = to_regclass(" + SqlName.literal(table.sql()) + ") AND c.attname = "
                + SqlName.literal(from) + " LOOP EXECUTE format('GRANT %s " + on
                + " TO %s%s', granted.privilege_type, granted.grantee, granted.further); END LOOP; END $godwit$";
    }
}
