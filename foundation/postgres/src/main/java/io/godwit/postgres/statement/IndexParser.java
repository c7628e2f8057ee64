package io.godwit.postgres.statement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads CREATE INDEX, DROP INDEX and ALTER INDEX.
final class IndexParser {
    private IndexParser() {}

    /// From after `CREATE`.
    static Statement create(Cursor cursor) {
        boolean unique = cursor.takes("unique");
        cursor.expect("index");
        boolean concurrently = cursor.takes("concurrently");
        boolean missingOnly = cursor.takes("if", "not", "exists");
        Optional<String> name = cursor.sees("on")
                ? Optional.empty()
                : Optional.of(cursor.objectName().name());
        cursor.expect("on");
        boolean only = cursor.takes("only");
        ObjectName table = cursor.objectName();
        String method = cursor.takes("using") ? cursor.name() : "btree";
        List<String> keys = keys(cursor);
        List<String> included = cursor.takes("include") ? cursor.namesInParentheses() : List.of();
        boolean nullsNotDistinct = ConstraintParser.nullsNotDistinct(cursor);
        if (cursor.takes("with")) {
            cursor.textInParentheses();
        }
        if (cursor.takes("tablespace")) {
            cursor.name();
        }
        Optional<String> predicate = cursor.takes("where") ? Optional.of(cursor.textUntil(Set.of())) : Optional.empty();
        cursor.expectEnd();
        return new Statement.CreateIndex(
                table,
                name,
                unique,
                concurrently,
                nullsNotDistinct,
                method,
                keys,
                included,
                predicate,
                only,
                missingOnly);
    }

    private static List<String> keys(Cursor cursor) {
        List<String> keys = new ArrayList<>();
        cursor.expect("(");
        do {
            Token first = cursor.peek();
            String text = cursor.textUntil(Set.of());
            keys.add(first.isName() && text.length() == first.end() - first.start() ? first.value() : text);
        } while (cursor.takes(","));
        cursor.expect(")");
        return keys;
    }

    /// From after `DROP INDEX`.
    static Statement drop(Cursor cursor) {
        boolean concurrently = cursor.takes("concurrently");
        boolean missingAllowed = cursor.takes("if", "exists");
        List<ObjectName> names = cursor.objectNames();
        boolean cascade = TableParser.cascade(cursor);
        cursor.expectEnd();
        return new Statement.DropIndex(names, concurrently, cascade, missingAllowed);
    }

    /// From after `ALTER INDEX`.
    static Statement alter(Cursor cursor) {
        cursor.takes("if", "exists");
        if (cursor.takes("all", "in", "tablespace")) {
            throw new SyntaxProblem("ALTER INDEX ALL IN TABLESPACE is not taken apart");
        }
        ObjectName index = cursor.objectName();
        if (cursor.takes("rename", "to")) {
            String newName = cursor.name();
            cursor.expectEnd();
            return new Statement.RenameIndex(index, newName);
        }
        if (cursor.takes("attach", "partition")) {
            ObjectName attached = cursor.objectName();
            cursor.expectEnd();
            return new Statement.AttachIndex(index, attached);
        }
        return new Statement.AlterIndex(index, cursor.rest());
    }
}
