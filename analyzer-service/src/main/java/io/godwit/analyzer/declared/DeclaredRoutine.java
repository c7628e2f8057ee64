package io.godwit.analyzer.declared;

import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.effect.FunctionArguments;
import io.godwit.model.statement.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A function or procedure of a declared schema. With the same arguments and result it can be replaced in place.
final class DeclaredRoutine {
    private static final String NO_CHECK = "SET LOCAL check_function_bodies = off";
    private static final Pattern CREATE = Pattern.compile("(?is)^\\s*create\\s+(?:or\\s+replace\\s+)?");

    /// What follows the arguments and the result. A body in a string names nothing that PostgreSQL keeps as a
    /// dependency.
    private static final Pattern BODY = Pattern.compile("(?is)\\b(?:as\\s*(?=['$])|language\\b|immutable\\b|stable\\b"
            + "|volatile\\b|window\\b|leakproof\\b|not\\s+leakproof\\b|called\\s+on\\b|strict\\b|security\\b|external\\b"
            + "|parallel\\b|cost\\b|rows\\b|support\\b|set\\b|begin\\s+atomic\\b|return\\b)");
    private static final Pattern STANDARD_BODY = Pattern.compile("(?is)\\b(?:begin\\s+atomic|return)\\b");

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
        Matcher body = BODY.matcher(routine.text());
        String head = body.find() ? routine.text().substring(0, body.start()) : routine.text();
        boolean standard = STANDARD_BODY.matcher(routine.text()).find();
        String replacing = CREATE.matcher(text).replaceFirst("CREATE OR REPLACE ");
        return new DeclaredObject(
                ObjectKind.valueOf(routine.kind()),
                arguments.identity("public"),
                List.of(NO_CHECK, text),
                List.of("DROP " + routine.kind() + " " + arguments.identity("public")),
                List.of(NO_CHECK, replacing),
                head.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT),
                List.of(),
                standard ? routine.text() : head,
                location);
    }
}
