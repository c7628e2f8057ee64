package io.godwit.analyzer.written;

import static io.godwit.analyzer.written.MigrationPaths.name;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.written.Script.Direction;
import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A changeset of Liquibase's formatted SQL while its lines are gathered. Lines that are not its own are left empty, so
/// that the numbers of the others stay right.
final class Changeset {
    /// The fact that names the contexts a project's Liquibase is run with, separated by commas.
    private static final String CONTEXTS = "liquibase.contexts";

    private static final Pattern HEADER =
            Pattern.compile("(?i)\\s*--\\s*changeset\\s+(?<author>\"[^\"]+\"|[^:]+):(?<id>\"[^\"]+\"|\\S+)(?<more>.*)");
    private static final Pattern ROLLBACK = Pattern.compile("(?i)\\s*--\\s*rollback\\b(?<sql>.*)");
    private static final Pattern ROLLBACK_BLOCK = Pattern.compile("(?i)\\s*/\\*\\s*liquibase\\s+rollback\\s*");
    private static final Pattern PRECONDITION = Pattern.compile("(?i)\\s*--\\s*precondition-.*");

    private final String id;
    private final Attributes attributes;
    private final int line;
    private final StringBuilder up = new StringBuilder();
    private final StringBuilder down = new StringBuilder();
    private boolean conditional;

    /// @param header a line that [#begins]
    Changeset(String header, int line) {
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No changeset begins with " + header);
        }
        this.id = matcher.group("author").replace("\"", "").strip() + ":"
                + matcher.group("id").replace("\"", "");
        this.attributes = new Attributes(matcher.group("more"));
        this.line = line;
    }

    static boolean begins(String line) {
        return HEADER.matcher(line).matches();
    }

    /// Takes the next line.
    ///
    /// @param inRollback whether a block of rollback is open
    /// @return whether one is open after it
    boolean take(String text, boolean inRollback) {
        if (inRollback) {
            int end = text.indexOf("*/");
            down.append(end < 0 ? text : text.substring(0, end)).append('\n');
            up.append('\n');
            return end < 0;
        }
        Matcher rollback = ROLLBACK.matcher(text);
        if (rollback.matches()) {
            down.append(rollback.group("sql")).append('\n');
            up.append('\n');
            return false;
        }
        conditional |= PRECONDITION.matcher(text).matches();
        boolean opens = ROLLBACK_BLOCK.matcher(text).matches();
        up.append(opens ? "" : text).append('\n');
        down.append('\n');
        return opens;
    }

    /// There and back; nothing if it is for another database, or for contexts that are not this project's.
    List<Script> scripts(String path, Placeholders placeholders, ProjectFacts facts) {
        if (!attributes.isForPostgres() || !runsIn(facts)) {
            return List.of();
        }
        List<String> notes = new ArrayList<>();
        String there = delimited(placeholders.filledIn(up.toString()), "endDelimiter");
        Optional<String> dialect = ForeignDialect.of(there);
        dialect.ifPresent(
                database -> notes.add(place(path) + " is for " + database + ", not PostgreSQL; it was left out."));
        if (conditional && dialect.isEmpty()) {
            notes.add(place(path) + " has preconditions; they are not looked at, its statements count as wanted.");
        }
        List<Script> scripts = new ArrayList<>();
        List<WrittenStatement> forward = dialect.isPresent()
                ? List.of()
                : SqlText.whole(path, there, line + 1).stream()
                        .map(statement -> held(statement, facts))
                        .toList();
        scripts.add(script(path, Direction.UP, forward, notes));
        List<WrittenStatement> back = dialect.isPresent() ? List.of() : back(path, placeholders);
        if (!back.isEmpty()) {
            scripts.add(script(path, Direction.DOWN, back, List.of()));
        }
        return scripts;
    }

    private String place(String path) {
        return path + ":" + line + ": changeset " + id;
    }

    private Script script(String path, Direction direction, List<WrittenStatement> statements, List<String> notes) {
        return new Script(
                "Liquibase",
                path + " " + id,
                name(path) + String.format(Locale.ROOT, " %06d", line),
                direction,
                statements,
                notes,
                new SourceLocation(path, line),
                Set.of(id));
    }

    private List<WrittenStatement> back(String path, Placeholders placeholders) {
        String text = placeholders.filledIn(down.toString());
        return text.strip().toLowerCase(Locale.ROOT).matches("empty|not required")
                ? List.of()
                : SqlText.whole(
                        path,
                        delimited(
                                text,
                                attributes.of("rollbackEndDelimiter").isPresent()
                                        ? "rollbackEndDelimiter"
                                        : "endDelimiter"),
                        line + 1);
    }

    /// With what ends statements here replaced by what PostgreSQL reads.
    private String delimited(String text, String attribute) {
        return attributes
                .of(attribute)
                .filter(delimiter -> !delimiter.equals(";"))
                .map(delimiter ->
                        text.replaceAll("(?m)" + Pattern.quote(delimiter) + "[ \\t]*$", Matcher.quoteReplacement(";")))
                .orElse(text);
    }

    private Optional<String> context() {
        return attributes.of("context").or(() -> attributes.of("contextFilter"));
    }

    /// A list of contexts, one of which is enough; more than that (`and`, `!`) is asked for.
    private boolean runsIn(ProjectFacts facts) {
        return context()
                .filter(Changeset::isList)
                .flatMap(names -> facts.stated(CONTEXTS)
                        .map(stated ->
                                names(names).anyMatch(name -> names(stated).anyMatch(name::equals))))
                .orElse(true);
    }

    private static boolean isList(String contexts) {
        return contexts.matches("[\\w\\s,.@-]+") && !contexts.matches("(?i).*\\band\\b.*");
    }

    private static Stream<String> names(String list) {
        return Stream.of(list.toLowerCase(Locale.ROOT).split("\\s*,\\s*|\\s+or\\s+"))
                .map(String::strip);
    }

    /// Liquibase runs everything where it is given no contexts; whether it is, nobody has said.
    private WrittenStatement held(WrittenStatement statement, ProjectFacts facts) {
        boolean known = context().isEmpty()
                || facts.stated(CONTEXTS).isPresent()
                        && context().filter(Changeset::isList).isPresent();
        return known ? statement : statement.waitingFor(Blank.context(context().orElseThrow(), CONTEXTS));
    }
}
