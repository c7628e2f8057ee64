package io.godwit.analyzer.declared;

import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.effect.FunctionArguments;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.statement.RoutineHead;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A function or procedure of a declared schema. With the same arguments and result it can be replaced in place.
final class DeclaredRoutine {
    private static final String NO_CHECK = "SET LOCAL check_function_bodies = off";
    private static final Pattern CREATE = Pattern.compile("(?is)^\\s*create\\s+(?:or\\s+replace\\s+)?");

    private DeclaredRoutine() {}

    /// Empty if its name and arguments cannot be read.
    static Optional<DeclaredObject> of(Statement.OtherObject routine, String text, SourceLocation location) {
        return FunctionArguments.all(routine.text()).stream()
                .filter(arguments -> arguments.arguments().isPresent())
                .findFirst()
                .map(arguments -> object(routine, arguments, text, location));
    }

    private static DeclaredObject object(
            Statement.OtherObject routine, FunctionArguments arguments, String text, SourceLocation location) {
        RoutineHead head = RoutineHead.of(routine.text());
        String replacing = CREATE.matcher(text).replaceFirst("CREATE OR REPLACE ");
        return new DeclaredObject(
                ObjectKind.valueOf(routine.kind()),
                arguments.identity("public"),
                List.of(NO_CHECK, text),
                List.of("DROP " + routine.kind() + " " + arguments.identity("public")),
                List.of(NO_CHECK, replacing),
                head.text().replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT),
                List.of(),
                // A body in a string names nothing that PostgreSQL keeps as a dependency.
                head.standard() ? routine.text() : head.text(),
                location);
    }
}
