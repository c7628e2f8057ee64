package io.godwit.postgres.statement;

import io.godwit.model.statement.TableChange;
import io.godwit.model.statement.TableChange.SetColumnOption.Option;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads what follows `ALTER COLUMN`.
final class AlterColumnParser {
    private AlterColumnParser() {}

    static TableChange parse(Cursor cursor) {
        String column = cursor.columnOrNumber();
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
            return type(cursor, column);
        }
        if (cursor.takes("add", "generated")) {
            boolean always = cursor.takes("always");
            if (!always) {
                cursor.expect("by", "default");
            }
            cursor.expect("as", "identity");
            String options = cursor.sees("(") ? cursor.textInParentheses() : "";
            return new TableChange.AddIdentity(column, always, options);
        }
        if (cursor.takes("set", "expression")) {
            cursor.expect("as");
            return new TableChange.SetExpression(column, cursor.textInParentheses());
        }
        if (cursor.takes("drop", "expression")) {
            return new TableChange.DropExpression(column, cursor.takes("if", "exists"));
        }
        if (cursor.sees("drop", "identity") || cursor.sees("restart") || setsIdentity(cursor)) {
            return new TableChange.ChangeIdentity(column, cursor.textUntil(Set.of()));
        }
        return option(cursor, column);
    }

    private static boolean setsIdentity(Cursor cursor) {
        return cursor.sees("set", "generated")
                || cursor.sees("set", "increment")
                || cursor.sees("set", "start")
                || cursor.sees("set", "minvalue")
                || cursor.sees("set", "maxvalue")
                || cursor.sees("set", "no")
                || cursor.sees("set", "cache")
                || cursor.sees("set", "cycle")
                || cursor.sees("set", "sequence");
    }

    private static TableChange type(Cursor cursor, String column) {
        String type = cursor.textUntil(Set.of("using", "collate"));
        Optional<String> collation =
                cursor.takes("collate") ? Optional.of(cursor.textUntil(Set.of("using"))) : Optional.empty();
        Optional<String> using = cursor.takes("using") ? Optional.of(cursor.textUntil(Set.of())) : Optional.empty();
        return new TableChange.ChangeType(column, type, using, collation);
    }

    private static TableChange option(Cursor cursor, String column) {
        for (Option option : Option.values()) {
            if (option != Option.OPTIONS && cursor.sees("set", option.name().toLowerCase(Locale.ROOT))) {
                return new TableChange.SetColumnOption(column, option, cursor.textUntil(Set.of()));
            }
        }
        if (cursor.sees("set", "(") || cursor.sees("reset", "(")) {
            return new TableChange.SetColumnOption(column, Option.OPTIONS, cursor.textUntil(Set.of()));
        }
        return new TableChange.Other("ALTER COLUMN " + column + " " + cursor.textUntil(Set.of()));
    }
}
