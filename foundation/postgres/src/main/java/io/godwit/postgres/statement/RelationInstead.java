package io.godwit.postgres.statement;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A query that reads one relation in another one's place: `FROM totals JOIN x ON x.id = totals.id`.
///
/// @param read    the relation a query reads
/// @param instead the one it is to read
public record RelationInstead(ObjectName read, ObjectName instead) {
    /// After these a name that stands alone is a relation's.
    private static final Set<String> READS = Set.of("from", "join", "only");

    /// The query with the other relation; empty where a name may be something else, such as a column.
    public Optional<String> in(String query) {
        try {
            return new Reading(query, Lexer.tokens(query)).changed();
        } catch (SyntaxProblem unreadable) {
            return Optional.empty();
        }
    }

    /// A place of the query that reads the relation, or names it before a column.
    private record Place(int start, int end, String instead) {}

    private final class Reading {
        private final String query;
        private final List<Token> tokens;
        private final List<Place> places = new ArrayList<>();

        Reading(String query, List<Token> tokens) {
            this.query = query;
            this.tokens = tokens;
        }

        Optional<String> changed() {
            List<Place> qualifiers = new ArrayList<>();
            int aliased = 0;
            for (int i = 0; i < tokens.size(); i++) {
                if (!isCalled(i) || is(i - 1, ".") && !isInSchema(i)) {
                    // Something else, a column of that name, or another schema's relation.
                    continue;
                }
                boolean inSchema = is(i - 1, ".");
                if (inSchema || reads(i - 1)) {
                    places.add(new Place(
                            tokens.get(inSchema ? i - 2 : i).start(),
                            tokens.get(i).end(),
                            instead.sql()));
                    int alias = isWord(i + 1, "as") ? i + 2 : i + 1;
                    if (isCalled(alias) && !is(i + 1, ".")) {
                        aliased++;
                        i = alias;
                    }
                } else if (is(i + 1, ".")) {
                    qualifiers.add(
                            new Place(tokens.get(i).start(), tokens.get(i).end(), SqlName.quoted(instead.name())));
                } else {
                    return Optional.empty();
                }
            }
            if (aliased > 0 && aliased < places.size()) {
                // Whether a column is meant to be of the one or of the other depends on where it stands.
                return Optional.empty();
            }
            if (aliased == 0) {
                places.addAll(qualifiers);
            }
            return Optional.of(withPlaces());
        }

        private String withPlaces() {
            places.sort(Comparator.comparingInt(Place::start));
            StringBuilder changed = new StringBuilder();
            int copied = 0;
            for (Place place : places) {
                changed.append(query, copied, place.start()).append(place.instead());
                copied = place.end();
            }
            return changed.append(query.substring(copied)).toString();
        }

        private boolean isCalled(int at) {
            return isThere(at)
                    && tokens.get(at).isName()
                    && tokens.get(at).value().equals(read.name());
        }

        private boolean isInSchema(int at) {
            return isThere(at - 2)
                    && tokens.get(at - 2).isName()
                    && tokens.get(at - 2).value().equals(read.schema());
        }

        private boolean reads(int at) {
            return isThere(at)
                    && tokens.get(at).isName()
                    && READS.contains(tokens.get(at).value());
        }

        private boolean is(int at, String symbol) {
            return isThere(at) && tokens.get(at).isSymbol(symbol);
        }

        private boolean isWord(int at, String word) {
            return isThere(at) && tokens.get(at).isWord(word);
        }

        private boolean isThere(int at) {
            return at >= 0 && at < tokens.size();
        }
    }
}
