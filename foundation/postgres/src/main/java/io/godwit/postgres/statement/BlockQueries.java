package io.godwit.postgres.statement;

import io.godwit.model.statement.Statement.CodeBlock.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who answers the queries a block of code puts its statements together from.
@FunctionalInterface
public interface BlockQueries {
    /// The rows of a query, each with its values as text by the names of its columns; a NULL is left out of its row.
    /// Empty where it is not asked: nobody can be, it would do more than read, or there are too many rows.
    ///
    /// @param before what the block has done until then, whose effects no answer holds
    Optional<List<Map<String, String>>> rows(String query, List<Part> before);

    static BlockQueries unanswered() {
        return (_, _) -> Optional.empty();
    }
}
