package io.godwit.analyzer.query;

import io.godwit.analyzer.query.FoundString.Use;
import io.godwit.postgres.statement.StatementParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes the strings that are queries out of all that were found.
final class Intake {
    private static final Pattern QUERY = Pattern.compile(
            "(?is)\\s*(?:(?:--[^\\n]*\\n|/\\*.*?\\*/)\\s*)*\\(?\\s*(?<verb>select|insert\\s+into|update|delete\\s+from|with"
                    + "|(?:not\\s+)?exists(?=\\s*\\(\\s*select))\\b.*");
    private static final Pattern EXISTS = Pattern.compile("(?is)\\s*(?:not\\s+)?exists\\b.*");
    private static final Pattern NAMED_QUERY =
            Pattern.compile("(?i)(\\w+)\"?\\s+as\\s+(?:(?:not\\s+)?materialized\\s+)?\\(");
    private static final Pattern SHOUTED = Pattern.compile("(?s).*\\b(?:FROM|INTO|SET|VALUES)\\b.*");

    private final Set<String> known;
    private final Map<String, Map<String, Integer>> namedQueries = new HashMap<>();
    private final List<AddedQuery> queries = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final OwnDefinitions own = new OwnDefinitions();

    /// @param known keys of queries that are not new; those taken are added
    Intake(Set<String> known) {
        this.known = known;
    }

    /// What makes two queries the same.
    static String key(QueryText text) {
        return text.sql().replaceAll("\\s+", " ").strip();
    }

    /// @param unread why whole files were not looked at
    AddedQueries added(List<String> unread) {
        return new AddedQueries(queries, leftOut, own, unread);
    }

    /// Notes what the code itself defines, and the names a file's strings give to queries (`WITH name AS (…)`): a
    /// query put together from several strings uses them across.
    void takeNames(FoundString found) {
        String plain = found.string().text(" ");
        own.take(found, !known.contains(key(QueryText.of(found))));
        namesIn(plain).forEach(name -> namesOf(found).merge(name, 1, Integer::sum));
        if (found.call().matches("(?s).*\\bwith\\w*")) {
            namesOf(found).merge(plain.strip().toLowerCase(Locale.ROOT), 1, Integer::sum);
        }
    }

    private Map<String, Integer> namesOf(FoundString found) {
        return namedQueries.computeIfAbsent(found.string().location().file(), _ -> new HashMap<>());
    }

    private static List<String> namesIn(String plain) {
        return NAMED_QUERY
                .matcher(plain)
                .results()
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .toList();
    }

    /// The names other strings of its file give to queries.
    private Set<String> namedElsewhere(FoundString found, String plain) {
        Map<String, Integer> elsewhere = new HashMap<>(namesOf(found));
        namesIn(plain).forEach(name -> elsewhere.merge(name, -1, Integer::sum));
        elsewhere.values().removeIf(count -> count <= 0);
        return elsewhere.keySet();
    }

    void take(FoundString found) {
        String plain = found.string().text(" ");
        Matcher query = QUERY.matcher(plain);
        if (!query.matches() || !found.isMeantAsSql(plain, query.group("verb"))) {
            return;
        }
        QueryText text = QueryText.of(found);
        if (!known.add(key(text))) {
            return;
        }
        Optional<String> reason = reasonToLeaveOut(found, plain);
        if (reason.isPresent()) {
            leftOut.add(found.string().location() + reason.get());
            return;
        }
        boolean any = false;
        for (String statement : StatementParser.texts(text.sql())) {
            String whole = EXISTS.matcher(statement).matches() ? "SELECT " + statement : statement;
            Optional<List<io.godwit.analyzer.query.Use>> uses = QueryReading.of(whole);
            if (uses.isPresent()) {
                any = true;
                queries.add(new AddedQuery(
                        whole, uses.get(), found.string(), text.pastedIn(), namedElsewhere(found, plain)));
            }
        }
        if (!any && (found.isGivenToDatabase() || SHOUTED.matcher(plain).matches())) {
            leftOut.add(found.string().location()
                    + (found.string().hasHoles()
                            ? " is a query put together at run time, of which only parts are known."
                            : " is not understood as SQL of PostgreSQL."));
        }
    }

    private static Optional<String> reasonToLeaveOut(FoundString found, String plain) {
        if (found.use() == Use.OBJECT_QUERY || ForeignQueries.isOfObjects(found, plain)) {
            return Optional.of(" is JPQL or HQL, a language of objects.");
        }
        return ForeignQueries.of(found, plain).map(dialect -> " is SQL for " + dialect + ".");
    }
}
