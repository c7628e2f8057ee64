package io.godwit.analyzer.typeorm.runner;

import io.godwit.analyzer.typeorm.HashedNames;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.model.SqlName;
import java.util.List;
import java.util.Optional;

/// Keys, checks and indexes of a table, with the names TypeORM gives to those without one.
///
/// @param table as the call names it
record KeySql(String table) {
    private static final HashedNames NAMES = HashedNames.OF_ENCODED_TEXT;

    String primaryKey(List<String> columns, Optional<String> stated) {
        return constraint(stated.orElseGet(() -> NAMES.of("PK_", 27, table, columns, Optional.empty())))
                + " PRIMARY KEY " + Given.columns(columns);
    }

    String unique(Value given) {
        Value fields = Given.fields(given);
        return unique(Given.texts(fields.get("columnNames")), Given.optional(fields.get("name"))) + deferrable(fields);
    }

    String unique(List<String> columns, Optional<String> stated) {
        return constraint(stated.orElseGet(() -> uniqueName(columns))) + " UNIQUE " + Given.columns(columns);
    }

    String uniqueName(List<String> columns) {
        return NAMES.of("UQ_", 27, table, columns, Optional.empty());
    }

    String foreignKey(Value given) {
        Value fields = Given.fields(given);
        List<String> columns = Given.texts(fields.get("columnNames"));
        List<String> referenced = Given.texts(fields.get("referencedColumnNames"));
        String name = Given.optional(fields.get("name"))
                .orElseGet(() -> NAMES.of("FK_", 27, table, columns, Optional.empty()));
        return constraint(name) + " FOREIGN KEY " + Given.columns(columns) + " REFERENCES "
                + Given.path(Given.text(fields.get("referencedTableName"))) + " " + Given.columns(referenced)
                + Given.optional(fields.get("onDelete"))
                        .map(action -> " ON DELETE " + action)
                        .orElse("")
                + Given.optional(fields.get("onUpdate"))
                        .map(action -> " ON UPDATE " + action)
                        .orElse("")
                + deferrable(fields);
    }

    String check(Value given) {
        Value fields = Given.fields(given);
        String expression = Given.text(fields.get("expression"));
        return constraint(Given.optional(fields.get("name")).orElseGet(() -> NAMES.of("CHK_", 26, table, expression)))
                + " CHECK (" + expression + ")";
    }

    String exclusion(Value given) {
        Value fields = Given.fields(given);
        String expression = Given.text(fields.get("expression"));
        return constraint(Given.optional(fields.get("name")).orElseGet(() -> NAMES.of("XCL_", 26, table, expression)))
                + " EXCLUDE " + expression;
    }

    /// A whole statement.
    String createIndex(Value given) {
        Value fields = Given.fields(given);
        List<String> columns = Given.texts(fields.get("columnNames"));
        Optional<String> where = Given.optional(fields.get("where")).filter(text -> !text.isBlank());
        String name = Given.optional(fields.get("name")).orElseGet(() -> NAMES.of("IDX_", 26, table, columns, where));
        return "CREATE " + (fields.get("isUnique").isTrue() ? "UNIQUE " : "") + "INDEX "
                + (fields.get("isConcurrent").isTrue() ? "CONCURRENTLY " : "") + SqlName.quoted(name) + " ON "
                + Given.path(table) + (fields.get("isSpatial").isTrue() ? " USING GiST " : " ") + Given.columns(columns)
                + where.map(condition -> " WHERE " + condition).orElse("");
    }

    private static String deferrable(Value fields) {
        return Given.optional(fields.get("deferrable"))
                .map(when -> " DEFERRABLE " + when)
                .orElse("");
    }

    private static String constraint(String name) {
        return "CONSTRAINT " + SqlName.quoted(name);
    }
}
