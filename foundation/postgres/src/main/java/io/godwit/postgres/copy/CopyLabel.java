package io.godwit.postgres.copy;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the comment on a database of the copies server says: whose copy it is and since when. A person who looks at the
/// server can read it.
///
/// @param source      the production database's name
/// @param definitions hash of the definitions it was made from
/// @param madeAt      when
/// @param owner       the number of the process that uses a clone; 0 for a template
record CopyLabel(String source, String definitions, Instant madeAt, long owner) {
    private static final Pattern FORM =
            Pattern.compile("Godwit's copy of (\\S+), definitions ([0-9a-f]+), made (\\S+), owner (-?\\d+)");

    String text() {
        return "Godwit's copy of " + source + ", definitions " + definitions + ", made " + madeAt + ", owner " + owner;
    }

    /// @return empty for a comment that is not ours, or none
    static Optional<CopyLabel> parse(String comment) {
        Matcher matcher = FORM.matcher(comment);
        return matcher.matches()
                ? Optional.of(new CopyLabel(
                        matcher.group(1),
                        matcher.group(2),
                        Instant.parse(matcher.group(3)),
                        Long.parseLong(matcher.group(4))))
                : Optional.empty();
    }
}
