package io.godwit.validator.rule;

import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// How what a statement verifies is verified while others go on.
final class WithoutWaiting {
    private static final String VALIDATED_LATER =
            "add the constraint NOT VALID, and VALIDATE it in a transaction of its own";

    private WithoutWaiting() {}

    /// In words; several ways are joined.
    static String of(Statement statement) {
        if (!(statement instanceof Statement.AlterTable alter)) {
            return VALIDATED_LATER;
        }
        Set<String> ways = new LinkedHashSet<>();
        for (TableChange change : alter.changes()) {
            switch (change) {
                case TableChange.AddConstraint(ConstraintDefinition constraint) -> ways.add(of(constraint));
                case TableChange.SetNotNull(String column) ->
                    ways.add(
                            "add CHECK (" + column + " IS NOT NULL) NOT VALID, VALIDATE it in a transaction of its own,"
                                    + " then SET NOT NULL, which believes it, and drop the check");
                case TableChange.AttachPartition attach ->
                    ways.add("add a CHECK of the bound to " + attach.partition() + " NOT VALID and VALIDATE it, and one"
                            + " that excludes the bound to the default partition, before ATTACH");
                case TableChange _ -> {}
            }
        }
        return ways.isEmpty() ? VALIDATED_LATER : ways.stream().collect(Collectors.joining("; "));
    }

    private static String of(ConstraintDefinition constraint) {
        return switch (constraint) {
            case ConstraintDefinition.PrimaryKey _ ->
                "CREATE UNIQUE INDEX CONCURRENTLY, make the columns NOT NULL by a validated check, then ADD PRIMARY KEY"
                        + " USING INDEX";
            case ConstraintDefinition.Unique _ ->
                "CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … UNIQUE USING INDEX";
            case ConstraintDefinition.Exclusion _ ->
                "PostgreSQL builds an exclusion constraint only under this lock: add it while nobody needs the table, or"
                        + " to an empty table that takes its place";
            case ConstraintDefinition _ -> VALIDATED_LATER;
        };
    }
}
