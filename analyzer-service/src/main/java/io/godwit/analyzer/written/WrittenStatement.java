package io.godwit.analyzer.written;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.OpenType;
import io.godwit.model.SourceLocation;
import io.godwit.model.planning.Answers;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A statement of a migration and where it stands.
///
/// @param obstacle why it cannot run as it is written; empty if it can
/// @param elements what an obstacle keeps from being made, as far as that is known
/// @param blanks   the places that answers have to fill in before it can run; empty where an obstacle is of another
/// kind
public record WrittenStatement(
        ParsedStatement parsed,
        SourceLocation location,
        Optional<String> obstacle,
        List<Element> elements,
        List<Blank> blanks) {

    public WrittenStatement {
        elements = List.copyOf(elements);
        blanks = List.copyOf(blanks);
    }

    public WrittenStatement(
            ParsedStatement parsed, SourceLocation location, Optional<String> obstacle, List<Element> elements) {
        this(parsed, location, obstacle, elements, List.of());
    }

    public WrittenStatement(ParsedStatement parsed, SourceLocation location, Optional<String> obstacle) {
        this(parsed, location, obstacle, List.of());
    }

    public WrittenStatement(ParsedStatement parsed, SourceLocation location) {
        this(parsed, location, Optional.empty());
    }

    /// A statement with blanks in it; without any, it can run.
    static WrittenStatement withBlanks(ParsedStatement parsed, SourceLocation location, List<Blank> blanks) {
        return new WrittenStatement(
                parsed,
                location,
                blanks.stream().map(Blank::why).findFirst(),
                KeptOut.made(parsed.statement()).toList(),
                blanks);
    }

    /// The same statement, with one more thing to be said of it.
    WrittenStatement waitingFor(Blank blank) {
        List<Blank> all = new ArrayList<>(blanks);
        all.add(blank);
        return withBlanks(parsed, location, all);
    }

    /// A statement that was made of code, in which the types of some classes may be open.
    static WrittenStatement ofCode(ParsedStatement parsed, SourceLocation location) {
        return withBlanks(
                parsed,
                location,
                OpenType.in(parsed.text()).stream().map(Blank::typeOf).toList());
    }

    public Statement statement() {
        return parsed.statement();
    }

    public String text() {
        return parsed.text();
    }

    /// The id of the question which SQL it comes to.
    String question() {
        return "written:" + location;
    }

    /// What people say it comes to; empty if an answer is missing.
    Optional<String> answered(Answers answers) {
        Optional<String> whole = obstacle.flatMap(_ -> answers.to(question()));
        if (whole.isPresent() || blanks.isEmpty()) {
            return whole;
        }
        String sql = text();
        for (Blank blank : blanks) {
            String text = sql;
            Optional<String> filled = answers.to(blank.question()).flatMap(answer -> blank.filled(text, answer));
            if (filled.isEmpty()) {
                return Optional.empty();
            }
            sql = filled.get();
        }
        return Optional.of(sql);
    }
}
