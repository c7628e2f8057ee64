package io.godwit.analyzer.query;

import io.godwit.analyzer.syntax.Grammar;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A string of a source file with what is done with it.
///
/// @param grammar       the language; empty for an SQL file
/// @param callee        what it is given to (`db.query`, `sql`, `@Query`), or the name it is assigned to; empty if
/// neither
/// @param call          the innermost call it is an argument of; empty if none
/// @param use           how
/// @param otherDatabase which other database its file talks to, by its imports
record FoundString(
        SourceString string,
        Optional<Grammar> grammar,
        String callee,
        String call,
        Use use,
        Optional<String> otherDatabase) {
    private static final Pattern RUNS_QUERIES =
            Pattern.compile("(?is).*(sql|query|execute|exec\\b|prepare|raw|fetch|statement|stmt|cursor|jdbc|\\bdb\\b|"
                    + "knex|select|unsafe|database|sequelize|@update|@insert|@delete).*");

    /// What shows text to people, or throws it.
    private static final Pattern TELLS_PEOPLE = Pattern.compile(
            "(?:log|print|printf|println|puts|pp?|echo|warn(?:ing)?|error|debug|"
                    + "info|trace|fatal|panic|raise|throw|t|i18n|translate|describe|it|test|assert\\w*|expect|add_argument|fail|"
                    + "alert|toast|[Ee]rrorf|[Pp]rintf|[Ff]printf|Println|Fatalf?|Warnf?|Infof?|Debugf?|\\w*(?:Error|Exception|Warning))");

    /// An article, as English has it and a query does not.
    private static final Pattern PROSE =
            Pattern.compile("(?i)\\b(?:an|the|your|this|please)\\b|\\ba\\s+(?!from\\b)\\w+");

    private static final Pattern SYMBOLS = Pattern.compile("[=*<>$?]|::|(?i:\\bvalues\\s*\\()");

    /// What is done with a string.
    enum Use {
        /// A template with a tag: what it interpolates is bound, not pasted.
        TAGGED,
        /// Something pastes values into it: `%`, `format`, `Sprintf`.
        FORMATTED,
        /// Any other.
        PLAIN,
        /// In a language of objects, not of tables: JPQL, HQL.
        OBJECT_QUERY
    }

    boolean isGivenToDatabase() {
        return use == Use.TAGGED || RUNS_QUERIES.matcher(callee).matches();
    }

    /// A sentence may begin with Select or Update as well. SQL is given to something, shouts, or has signs
    /// a sentence has not; what is printed or thrown is for people.
    ///
    /// @param verb the first word of the text
    boolean isMeantAsSql(String text, String verb) {
        if (grammar.isEmpty()) {
            return true;
        }
        if (TELLS_PEOPLE
                .matcher(call.substring(1 + Math.max(call.lastIndexOf('.'), call.lastIndexOf(':')))
                        .strip())
                .matches()) {
            return false;
        }
        boolean symbols = SYMBOLS.matcher(text).find();
        if (verb.equals(verb.toUpperCase(Locale.ROOT))) {
            return true;
        }
        boolean lower = verb.equals(verb.toLowerCase(Locale.ROOT));
        return symbols || isGivenToDatabase() && lower && !PROSE.matcher(text).find();
    }

    boolean isOfJvm() {
        return grammar.filter(Set.of(Grammar.JAVA, Grammar.KOTLIN)::contains).isPresent();
    }

    /// Whether `@name` is no parameter PostgreSQL's clients for the language have.
    boolean takesAtParameters() {
        return grammar.filter(language -> language != Grammar.GO).isPresent();
    }
}
