package io.godwit.analyzer.query;

import io.godwit.analyzer.query.SourceString.Piece;
import io.godwit.model.SourceLocation;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A query the change adds.
///
/// @param sql      parseable, see [QueryText]
/// @param uses     what it needs of the database
/// @param string   as it stands in the source
/// @param pastedIn whether parts of it are known only at run time
/// @param borrowed names other strings of its file give to queries; where it uses one, no table need be meant
record AddedQuery(String sql, List<Use> uses, SourceString string, boolean pastedIn, Set<String> borrowed) {
    AddedQuery {
        uses = List.copyOf(uses);
        borrowed = Set.copyOf(borrowed);
    }

    /// Where the query names something: the line of the name, else that of the query.
    SourceLocation placeOf(String name) {
        Pattern word = Pattern.compile("(?i)(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])");
        for (Piece piece : string.pieces()) {
            if (piece instanceof Piece.Text(String text, int line)) {
                Matcher found = word.matcher(text);
                if (found.find()) {
                    int lines = (int) text.substring(0, found.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
                    return new SourceLocation(string.location().file(), line + lines);
                }
            }
        }
        return string.location();
    }
}
