package io.godwit.validator.facts;

import io.godwit.model.catalog.ObjectName;

/// Something that uses a table or one of its columns and is in the way when that goes or changes.
///
/// @param column empty if it uses the table as a whole
/// @param name   of the view, generated column, policy, trigger …
public record Dependent(Kind kind, String column, ObjectName name) {
    public enum Kind {
        VIEW,
        GENERATED_COLUMN,
        POLICY,
        TRIGGER,
        PUBLICATION,
        FUNCTION;

        /// As PostgreSQL's messages name it.
        public String words() {
            return switch (this) {
                case VIEW -> "a view or rule";
                case GENERATED_COLUMN -> "a generated column";
                case POLICY -> "a policy definition";
                case TRIGGER -> "a trigger definition";
                case PUBLICATION -> "a publication WHERE clause";
                case FUNCTION -> "a function or procedure";
            };
        }
    }
}
