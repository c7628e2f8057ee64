package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Types, labels of enums and constraints of domains that are missing or there already.
final class NamedTypes {
    private static final Pattern NEIGHBOUR = Pattern.compile("(?is)(?:before|after)\\s+'([^']+)'\\s*;?\\s*$");

    private final CatalogNames names;

    NamedTypes(CatalogNames names) {
        this.names = names;
    }

    Optional<String> noType(ObjectName type) {
        return names.missing(
                type.name(),
                "pg_type where oid = to_regtype(" + SqlName.literal(type.sql()) + ")",
                "type does not exist");
    }

    Optional<String> noBaseType(String definition) {
        String type = definition
                .strip()
                .replaceFirst("(?i)^as\\s+", "")
                .replaceFirst("(?is)\\s+(default|not\\s+null|null|check|constraint|collate)\\b.*$", "")
                .replaceAll("\\([^)]*\\)", "");
        return names.missing(
                type, "pg_type where oid = to_regtype(" + SqlName.literal(type) + ")", "type does not exist");
    }

    Optional<String> noDomainConstraint(ObjectName domain, String name) {
        return names.missing(
                name,
                "pg_constraint where contypid = to_regtype(" + SqlName.literal(domain.sql()) + ") and conname = "
                        + SqlName.literal(name),
                "is no constraint of domain " + domain.name());
    }

    Optional<String> addValue(Statement.AddEnumValue add, String text) {
        boolean missingOnly = text.toLowerCase(Locale.ROOT).matches("(?s).*\\bif\\s+not\\s+exists\\b.*");
        Matcher neighbour = NEIGHBOUR.matcher(text.strip());
        Optional<String> twice = names.present(
                add.label(),
                label(add.type(), add.label()),
                missingOnly,
                "enum label \"" + add.label() + "\" already exists");
        return twice.isPresent() || !neighbour.find()
                ? twice
                : names.missing(
                        neighbour.group(1), label(add.type(), neighbour.group(1)), "is not an existing enum label");
    }

    /// A type that is not there has no labels; that it is missing is said elsewhere.
    private static String label(ObjectName type, String label) {
        return "pg_enum where enumtypid = to_regtype(" + SqlName.literal(type.sql()) + ") and enumlabel = "
                + SqlName.literal(label);
    }

    Optional<String> taken(ObjectName type) {
        return names.present(
                type.name(),
                "pg_type where oid = to_regtype(" + SqlName.literal(type.sql()) + ")",
                false,
                "type \"" + type.name() + "\" already exists");
    }

    Optional<String> renamed(Statement.RenameEnumValue rename) {
        return names.missing(rename.label(), label(rename.type(), rename.label()), "is not an existing enum label")
                .or(() -> names.present(
                        rename.newLabel(),
                        label(rename.type(), rename.newLabel()),
                        false,
                        "enum label \"" + rename.newLabel() + "\" already exists"));
    }
}
