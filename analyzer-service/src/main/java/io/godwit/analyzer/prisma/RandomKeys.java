package io.godwit.analyzer.prisma;

import io.godwit.analyzer.prisma.Declaration.Expression;
import io.godwit.analyzer.prisma.Declaration.Field;
import io.godwit.model.catalog.DataType;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What existing rows get in a column that Prisma's client fills with something unique: a random UUID, whatever the
/// form the client gives new rows.
final class RandomKeys {
    private static final Set<String> MADE_BY_THE_CLIENT = Set.of("uuid", "cuid", "nanoid", "ulid");
    private static final Pattern LIMITED = Pattern.compile("character varying\\((\\d{1,9})\\)");
    private static final int LENGTH_OF_A_UUID = 36;

    private RandomKeys() {}

    /// In SQL; empty for a field with no such default, and where a UUID does not fit.
    static Optional<String> of(Field field, DataType type) {
        return field.attribute("default")
                .flatMap(attribute -> attribute.argumentOrUnnamed("value"))
                .flatMap(Expression::head)
                .filter(MADE_BY_THE_CLIENT::contains)
                .flatMap(_ -> value(type));
    }

    private static Optional<String> value(DataType type) {
        if (type.sql().equals("uuid")) {
            return Optional.of("gen_random_uuid()");
        }
        Matcher limited = LIMITED.matcher(type.sql());
        boolean fits = type.sql().equals("text")
                || limited.matches() && Integer.parseInt(limited.group(1)) >= LENGTH_OF_A_UUID;
        return fits ? Optional.of("gen_random_uuid()::text") : Optional.empty();
    }
}
