package io.godwit.postgres.statement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.DomainChange;
import io.godwit.model.statement.Statement;
import java.util.Optional;

/// Reads CREATE DOMAIN and ALTER DOMAIN.
final class DomainParser {
    private DomainParser() {}

    /// From after `CREATE DOMAIN`.
    static Statement create(Cursor cursor) {
        ObjectName domain = cursor.objectName();
        return new Statement.CreateDomain(domain, cursor.rest());
    }

    /// From after `ALTER DOMAIN`.
    static Statement alter(Cursor cursor) {
        return new Statement.AlterDomain(cursor.objectName(), change(cursor));
    }

    private static DomainChange change(Cursor cursor) {
        if (cursor.takes("set", "not", "null")) {
            return new DomainChange.SetNotNull();
        }
        if (cursor.takes("validate", "constraint")) {
            return new DomainChange.ValidateConstraint(cursor.name());
        }
        if (!cursor.takes("add")) {
            return new DomainChange.Other(cursor.rest());
        }
        Optional<String> name = cursor.takes("constraint") ? Optional.of(cursor.name()) : Optional.empty();
        if (cursor.takes("not", "null")) {
            return new DomainChange.SetNotNull();
        }
        cursor.expect("check");
        String expression = cursor.textInParentheses();
        boolean validated = !cursor.takes("not", "valid");
        cursor.expectEnd();
        return new DomainChange.AddCheck(name, expression, validated);
    }
}
