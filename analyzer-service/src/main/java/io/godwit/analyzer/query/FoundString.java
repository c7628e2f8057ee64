package io.godwit.analyzer.query;

import io.godwit.analyzer.syntax.Grammar;
import java.util.Optional;

/// A string of a source file with what is done with it.
///
/// @param grammar the language; empty for an SQL file
/// @param callee  what it is given to (`db.query`, `sql`, `@Query`), or the name it is assigned to; empty if neither
/// @param use     how
record FoundString(SourceString string, Optional<Grammar> grammar, String callee, Use use) {
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
        return use == Use.TAGGED
                || callee.matches(
                        "(?i).*(sql|query|execute|exec\\b|prepare|raw|fetch|statement|stmt|cursor|jdbc|\\bdb\\b|"
                                + "knex|select|unsafe|database|sequelize|@update|@insert|@delete).*");
    }
}
