package io.godwit.analyzer.declared;

import io.godwit.analyzer.model.SequenceOptions;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.Statement.OtherObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A sequence of a declared schema, in the form in which a catalog has it.
final class DeclaredSequence {
    private static final Pattern CREATE = Pattern.compile(
            "(?is)^\\s*create\\s+(?:temp(?:orary)?\\s+|unlogged\\s+)?sequence\\s+(?:if\\s+not\\s+exists\\s+)?\\S+");
    private static final Pattern OWNED = Pattern.compile("(?is)\\S+\\s+owned\\s+by\\s+(?<column>\\S+)");

    private DeclaredSequence() {}

    static DeclaredObject of(ObjectName sequence, String text, SourceLocation location) {
        String options = SequenceOptions.complete(CREATE.matcher(text).replaceFirst(""));
        return new DeclaredObject(
                ObjectKind.SEQUENCE,
                sequence.identity(),
                List.of("CREATE SEQUENCE " + sequence.identity() + " " + options),
                List.of("DROP SEQUENCE " + sequence.identity()),
                List.of("ALTER SEQUENCE " + sequence.identity() + " " + options),
                "",
                List.of(),
                "",
                location);
    }

    /// Which column it goes with; empty if it stands for itself.
    static Optional<DeclaredObject> owner(OtherObject sequence, String text, SourceLocation location) {
        Matcher parts = OWNED.matcher(sequence.text());
        if (!parts.matches() || sequence.tables().isEmpty()) {
            return Optional.empty();
        }
        String identity = sequence.tables().getFirst().identity();
        return Optional.of(new DeclaredObject(
                ObjectKind.SEQUENCE_OWNER,
                identity,
                List.of(text),
                List.of("ALTER SEQUENCE " + identity + " OWNED BY NONE"),
                List.of(text),
                "",
                List.of(ObjectKind.SEQUENCE.keyOf(identity)),
                parts.group("column"),
                location));
    }
}
