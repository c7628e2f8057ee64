package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.typeorm.WrittenType.Named;
import io.godwit.analyzer.typeorm.WrittenType.NotKnown;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.External;

/// The type given to a decorator: by name, or as one of the language's own classes.
final class WrittenTypes {
    private WrittenTypes() {}

    static WrittenType of(Value type) {
        return switch (type) {
            case Value.Text(String name) -> new Named(name);
            case External(String module, String name)
            when module.isEmpty() ->
                switch (name) {
                    case "String" -> new Named("varchar");
                    case "Number" -> new Named("int");
                    case "Boolean" -> new Named("boolean");
                    case "Date" -> new Named("timestamp");
                    default -> new NotKnown("its type " + name + " has no column type of its own");
                };
            case Value.Unknown(var _, String why) -> new NotKnown(why);
            case Value.Undefined _, Value.Nothing _ -> new WrittenType.Absent();
            case External(String module, String name) ->
                new NotKnown("its type is " + name + " of the package " + module);
            case Value.Numeric _,
                    Value.Truth _,
                    Value.Fields _,
                    Value.Items _,
                    Value.Function _,
                    Value.ClassReference _,
                    Value.Enumeration _,
                    Value.Module _,
                    Value.Instance _ -> new NotKnown("its type is given by something else than a name");
        };
    }
}
