package io.godwit.postgres.statement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads CREATE TYPE ... AS ENUM and ALTER TYPE.
final class TypeParser {
    private TypeParser() {}

    /// From after `CREATE TYPE`.
    static Statement create(Cursor cursor) {
        ObjectName type = cursor.objectName();
        if (!cursor.takes("as", "enum")) {
            return new Statement.OtherObject(Verb.CREATE, "TYPE", List.of(), type.sql() + " " + cursor.rest());
        }
        cursor.expect("(");
        List<String> labels = new ArrayList<>();
        while (!cursor.sees(")")) {
            labels.add(cursor.string());
            if (!cursor.takes(",")) {
                break;
            }
        }
        cursor.expect(")");
        cursor.expectEnd();
        return new Statement.CreateEnum(type, labels);
    }

    /// From after `ALTER TYPE`.
    static Statement alter(Cursor cursor) {
        ObjectName type = cursor.objectName();
        if (cursor.takes("add", "value")) {
            boolean missingOnly = cursor.takes("if", "not", "exists");
            String label = cursor.string();
            Optional<String> before = cursor.takes("before") ? Optional.of(cursor.string()) : Optional.empty();
            Optional<String> after = cursor.takes("after") ? Optional.of(cursor.string()) : Optional.empty();
            cursor.expectEnd();
            return new Statement.AddEnumValue(type, label, before, after, missingOnly);
        }
        if (!cursor.sees("rename", "to") && !cursor.sees("rename", "value")) {
            return new Statement.OtherObject(Verb.ALTER, "TYPE", List.of(), type.sql() + " " + cursor.rest());
        }
        cursor.expect("rename");
        if (cursor.takes("to")) {
            String newName = cursor.name();
            cursor.expectEnd();
            return new Statement.RenameType(type, newName);
        }
        cursor.expect("value");
        String label = cursor.string();
        cursor.expect("to");
        String newLabel = cursor.string();
        cursor.expectEnd();
        return new Statement.RenameEnumValue(type, label, newLabel);
    }
}
