package io.godwit.postgres.statement;

import io.godwit.model.statement.TableChange;
import java.util.Optional;
import java.util.Set;

/// Reads what follows `ALTER COLUMN`.
final class AlterColumnParser {
    private AlterColumnParser() {}

    static TableChange parse(Cursor cursor) {
        String column = cursor.name();
        if (cursor.takes("set", "not", "null")) {
            return new TableChange.SetNotNull(column);
        }
        if (cursor.takes("drop", "not", "null")) {
            return new TableChange.DropNotNull(column);
        }
        if (cursor.takes("set", "default")) {
            return new TableChange.SetDefault(column, cursor.textUntil(Set.of()));
        }
        if (cursor.takes("drop", "default")) {
            return new TableChange.DropDefault(column);
        }
        if (cursor.takes("type") || cursor.takes("set", "data", "type")) {
            String type = cursor.textUntil(Set.of("using", "collate"));
            if (cursor.takes("collate")) {
                cursor.objectName();
            }
            Optional<String> using = cursor.takes("using") ? Optional.of(cursor.textUntil(Set.of())) : Optional.empty();
            return new TableChange.ChangeType(column, type, using);
        }
        return new TableChange.Other("ALTER COLUMN " + column + " " + cursor.textUntil(Set.of()));
    }
}
