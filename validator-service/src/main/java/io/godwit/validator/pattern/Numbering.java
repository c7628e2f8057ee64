package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.TypeNames;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a column that numbers itself hands its numbers to another column: the sequence goes on where it
/// is.
final class Numbering {
    private static final Pattern NEXTVAL = Pattern.compile("nextval\\('(.+)'::regclass\\)");
    private static final Pattern COUNTED = Pattern.compile("smallint|integer|bigint");

    private Numbering() {}

    /// @param from the column that has the numbers, as it is called when the statements run
    /// @param to   the column that gets them; it forbids NULL
    /// @param type of that column
    static List<String> move(ObjectName table, Column numbered, String from, String to, String type) {
        return switch (numbered.generation()) {
            case Generation.Serial _ ->
                numbered.defaultExpression().map(NEXTVAL::matcher).stream()
                        .filter(Matcher::matches)
                        .map(found -> found.group(1).replace("''", "'"))
                        .flatMap(sequence -> List.of(
                                "ALTER SEQUENCE " + sequence + " OWNED BY " + table.sql() + "." + SqlName.quoted(to),
                                "ALTER SEQUENCE " + sequence + " AS " + catalogForm(type))
                                .stream())
                        .toList();
            case Generation.Identity(boolean always) -> List.of(identity(table, from, to, always));
            case Generation.None _, Generation.Stored _, Generation.Virtual _ -> List.of();
        };
    }

    /// Whether a sequence can count in the type, however it is written.
    static boolean isCounted(String type) {
        return COUNTED.matcher(catalogForm(type)).matches();
    }

    private static String catalogForm(String type) {
        return TypeNames.catalogForm(type, "public").sql();
    }

    /// The sequence of an identity cannot change hands: the new one goes on where the old one was.
    private static String identity(ObjectName table, String from, String to, boolean always) {
        String alter = "ALTER TABLE " + table.sql() + " ALTER COLUMN ";
        String literal = SqlName.literal(table.sql());
        return "DO $godwit$ DECLARE last bigint; called boolean; BEGIN EXECUTE 'SELECT last_value, is_called FROM ' ||"
                + " pg_get_serial_sequence(" + literal + ", " + SqlName.literal(from) + ") INTO last, called; " + alter
                + SqlName.quoted(from) + " DROP IDENTITY; " + alter + SqlName.quoted(to) + " ADD GENERATED "
                + (always ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY; PERFORM setval(pg_get_serial_sequence(" + literal
                + ", " + SqlName.literal(to) + "), last, called); END $godwit$";
    }
}
