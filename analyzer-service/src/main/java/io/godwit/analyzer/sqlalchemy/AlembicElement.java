package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Value;
import java.util.Optional;

/// What an operation makes, known even where the rest of it is not.
final class AlembicElement {
    private AlembicElement() {}

    static Optional<Element> of(String method, AlembicArguments given) {
        try {
            return switch (method) {
                case "create_table" -> Optional.of(Element.whole(given.table(0, "table_name")));
                case "add_column" -> column(given).map(name -> new Element(given.table(0, "table_name"), name));
                case String _ -> Optional.empty();
            };
        } catch (AlembicSql.Unknown notEvenThat) {
            return Optional.empty();
        }
    }

    private static Optional<String> column(AlembicArguments given) {
        return given.any(1, "column")
                .flatMap(written -> written instanceof Expression.Call column
                        ? column.keyword("name")
                                .or(() -> column.positional().stream().findFirst())
                        : Optional.empty())
                .flatMap(name -> given.evaluation().of(given.scope(), name))
                .flatMap(Value::asText);
    }
}
