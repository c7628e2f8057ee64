package io.godwit.analyzer.written;

import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.model.SourceLocation;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.postgres.statement.ScriptBreak;
import io.godwit.postgres.statement.StatementParser;
import java.util.ArrayList;
import java.util.List;

/// SQL text of a file, read into statements that know their line.
final class SqlText {
    private SqlText() {}

    /// The statements of a migration's text.
    ///
    /// @param firstLine the line of the file the text begins in, counted from 1
    /// @throws ModelUnreadable where the text breaks off: half a migration is none
    static List<WrittenStatement> whole(String file, String text, int firstLine) {
        ScriptBreak.in(text).ifPresent(found -> {
            int line = firstLine + lines(text, 0, found.at());
            throw ModelUnreadable.at(
                    new SourceLocation(file, line),
                    found.reason() + ". PostgreSQL refuses that; if the file was cut, bring it whole.");
        });
        return statements(file, text, firstLine);
    }

    /// @param firstLine the line of the file the text begins in, counted from 1
    static List<WrittenStatement> statements(String file, String text, int firstLine) {
        List<WrittenStatement> statements = new ArrayList<>();
        int from = 0;
        int line = firstLine;
        for (ParsedStatement parsed : StatementParser.inPublic().script(text)) {
            int at = Math.max(from, text.indexOf(parsed.text(), from));
            line += lines(text, from, at);
            List<Blank> blanks = Placeholders.PLACEHOLDER
                    .matcher(parsed.text())
                    .results()
                    .map(found -> found.group(1))
                    .distinct()
                    .map(Blank::placeholder)
                    .toList();
            statements.add(WrittenStatement.withBlanks(parsed, new SourceLocation(file, line), blanks));
            from = Math.min(text.length(), at);
        }
        return statements;
    }

    private static int lines(String text, int from, int to) {
        return (int)
                text.substring(from, to).chars().filter(each -> each == '\n').count();
    }
}
