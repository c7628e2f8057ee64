package io.godwit.analyzer.typeorm.runner;

import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.model.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `changeColumn(table, old, new)`. TypeORM drops a column whose type changes and adds it empty; here its values are
/// converted. Of the old column often only the name is given: then every property is set as the new one says, and what
/// is so already is left out when the plan is made.
final class ColumnChange {
    private final String table;
    private final Value old;
    private final ColumnSql fresh;

    ColumnChange(String table, Value old, Value fresh) {
        this.table = table;
        this.old = old;
        this.fresh = ColumnSql.of(table, fresh);
    }

    List<String> statements() {
        List<String> statements = new ArrayList<>();
        String alter = "ALTER TABLE " + Given.path(table) + " ";
        String name = SqlName.quoted(fresh.name());
        String oldName = SqlName.quoted(Given.name(old));
        Optional<ColumnSql> before =
                old instanceof Value.Text ? Optional.empty() : Optional.of(ColumnSql.of(table, old));
        if (!oldName.equals(name)) {
            statements.add(alter + "RENAME COLUMN " + oldName + " TO " + name);
        }
        String column = alter + "ALTER COLUMN " + name + " ";
        if (before.filter(earlier -> earlier.type().equals(fresh.type())).isEmpty()) {
            fresh.createEnum().ifPresent(statements::add);
            statements.add(column + "TYPE " + fresh.type() + " USING " + name + "::" + fresh.type());
        }
        if (before.filter(earlier -> earlier.defaultValue().equals(fresh.defaultValue()))
                        .isEmpty()
                && !fresh.is("isGenerated")) {
            statements.add(column
                    + fresh.defaultValue().map(value -> "SET DEFAULT " + value).orElse("DROP DEFAULT"));
        }
        if (before.filter(earlier -> earlier.is("isNullable") == fresh.is("isNullable"))
                .isEmpty()) {
            statements.add(column + (fresh.is("isNullable") ? "DROP NOT NULL" : "SET NOT NULL"));
        }
        boolean wasUnique = before.filter(earlier -> earlier.is("isUnique")).isPresent();
        if (fresh.is("isUnique") && before.isPresent() && !wasUnique) {
            statements.add(alter + "ADD " + new KeySql(table).unique(List.of(fresh.name()), Optional.empty()));
        }
        if (!fresh.is("isUnique") && wasUnique) {
            statements.add(
                    alter + "DROP CONSTRAINT " + SqlName.quoted(new KeySql(table).uniqueName(List.of(fresh.name()))));
        }
        return statements;
    }
}
