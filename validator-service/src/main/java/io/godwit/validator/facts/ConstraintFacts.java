package io.godwit.validator.facts;

import io.godwit.model.catalog.ObjectName;
import java.util.List;
import java.util.Optional;

/// A constraint as `pg_constraint` has it.
///
/// @param referenced   of a foreign key: the table it references, and its columns
/// @param deferred     whether it is checked at the end of a transaction unless said otherwise
/// @param expression   of a check
/// @param index        the index it rests on; of a foreign key that of the referenced table
/// @param inherited    whether it comes from a parent table
public record ConstraintFacts(
        String name,
        Kind kind,
        List<String> columns,
        Optional<ObjectName> referenced,
        List<String> referencedColumns,
        boolean validated,
        boolean enforced,
        boolean deferred,
        String expression,
        Optional<ObjectName> index,
        boolean inherited) {
    public ConstraintFacts {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }

    public ConstraintFacts named(String newName, Optional<ObjectName> newIndex) {
        return new ConstraintFacts(
                newName,
                kind,
                columns,
                referenced,
                referencedColumns,
                validated,
                enforced,
                deferred,
                expression,
                newIndex,
                inherited);
    }

    public ConstraintFacts asValidated() {
        return new ConstraintFacts(
                name,
                kind,
                columns,
                referenced,
                referencedColumns,
                true,
                enforced,
                deferred,
                expression,
                index,
                inherited);
    }

    /// The same, come from a parent.
    public ConstraintFacts asInherited() {
        return new ConstraintFacts(
                name,
                kind,
                columns,
                referenced,
                referencedColumns,
                validated,
                enforced,
                deferred,
                expression,
                index,
                true);
    }

    /// The same, of columns or tables that have got other names.
    public ConstraintFacts about(
            List<String> newColumns,
            Optional<ObjectName> newReferenced,
            List<String> newReferencedColumns,
            String newExpression) {
        return new ConstraintFacts(
                name,
                kind,
                newColumns,
                newReferenced,
                newReferencedColumns,
                validated,
                enforced,
                deferred,
                newExpression,
                index,
                inherited);
    }

    public enum Kind {
        CHECK,
        FOREIGN_KEY,
        PRIMARY_KEY,
        UNIQUE,
        EXCLUSION,
        NOT_NULL,
        OTHER;

        static Kind of(String letter) {
            return switch (letter) {
                case "c" -> CHECK;
                case "f" -> FOREIGN_KEY;
                case "p" -> PRIMARY_KEY;
                case "u" -> UNIQUE;
                case "x" -> EXCLUSION;
                case "n" -> NOT_NULL;
                default -> OTHER;
            };
        }
    }
}
