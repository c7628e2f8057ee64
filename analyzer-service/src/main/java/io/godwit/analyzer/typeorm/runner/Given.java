package io.godwit.analyzer.typeorm.runner;

import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.model.SqlName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads what a call is given: `new Table({...})`, the object alone, or a name.
final class Given {
    private Given() {}

    /// The fields of an object, or of one made by a class of TypeORM.
    ///
    /// @throws Unwritable if it is only known when the program runs
    static Value fields(Value given) {
        return switch (given) {
            case Value.Fields fields -> fields;
            case Value.Instance instance
            when !instance.arguments().isEmpty() -> fields(instance.arguments().getFirst());
            case Value.Unknown(var _, String why) -> throw new Unwritable(why);
            case Value _ -> throw new Unwritable("an argument of it is only known when the program runs");
        };
    }

    static List<Value> items(Value given) {
        return switch (given) {
            case Value.Items(List<Value> items) -> items;
            case Value.Undefined _, Value.Nothing _ -> List.of();
            case Value.Unknown(var _, String why) -> throw new Unwritable(why);
            case Value single -> List.of(single);
        };
    }

    /// A text that has to be there.
    static String text(Value given) {
        return optional(given).orElseThrow(() -> new Unwritable("a name in it is only known when the program runs"));
    }

    /// A text or number; empty for what is not given.
    static Optional<String> optional(Value given) {
        return switch (given) {
            case Value.Undefined _, Value.Nothing _ -> Optional.empty();
            case Value.Text(String text) -> Optional.of(text);
            case Value.Numeric _, Value.Truth _ -> given.printed();
            case Value.Unknown(var _, String why) -> throw new Unwritable(why);
            case Value _ -> throw new Unwritable("a part of it is only known when the program runs");
        };
    }

    static List<String> texts(Value given) {
        return items(given).stream().map(Given::text).toList();
    }

    /// A name, or that of an object.
    static String name(Value given) {
        return given instanceof Value.Text(String name)
                ? name
                : text(fields(given).get("name"));
    }

    /// `schema.table`, quoted part by part.
    static String path(String name) {
        return Arrays.stream(name.split("\\.", 2)).map(SqlName::quoted).collect(Collectors.joining("."));
    }

    static String columns(List<String> names) {
        return names.stream().map(SqlName::quoted).collect(Collectors.joining(", ", "(", ")"));
    }
}
