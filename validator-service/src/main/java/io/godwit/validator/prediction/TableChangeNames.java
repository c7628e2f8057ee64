package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands against one change of an ALTER TABLE: a name it uses is missing, taken or of something else, or the
/// relation is of a kind that does not bear the change.
final class TableChangeNames {
    private static final Pattern ENABLED = Pattern.compile("(?i)(trigger|rule)\\s+(\"[^\"]+\"|[\\w$]+)\\s*$");

    private final CatalogNames names;

    TableChangeNames(CatalogNames names) {
        this.names = names;
    }

    private Optional<String> noRole(String role) {
        String name = CatalogNames.bare(role);
        return Existence.ROLES_ALWAYS.contains(name)
                ? Optional.empty()
                : names.missing(name, "pg_roles where rolname = " + SqlName.literal(name), "role does not exist");
    }

    Optional<String> refusal(Relation table, TableChange change) {
        if (!allowed(table.kind(), change)) {
            return Optional.of("the ALTER action cannot be performed on relation \""
                    + table.name().name() + "\"");
        }
        return switch (change) {
            case TableChange.RenameTable rename ->
                names.known(rename.newName())
                                && names.setting()
                                        .facts()
                                        .relation(table.name().sibling(rename.newName()))
                                        .isPresent()
                        ? Optional.of("relation \"" + rename.newName() + "\" already exists")
                        : Optional.empty();
            case TableChange.RenameConstraint rename ->
                names.missingOf(
                        table.name(),
                        rename.name(),
                        "pg_constraint where conrelid = " + CatalogNames.regclass(table.name()) + " and conname = "
                                + SqlName.literal(rename.name()),
                        "does not exist");
            case TableChange.ValidateConstraint validate ->
                names.present(
                        validate.name(),
                        "pg_constraint where contype not in ('c', 'f', 'n') and conrelid = "
                                + CatalogNames.regclass(table.name()) + " and conname = "
                                + SqlName.literal(validate.name()),
                        false,
                        "cannot validate constraint \"" + validate.name() + "\"");
            case TableChange.ClusterOn cluster ->
                cluster.index()
                        .filter(index ->
                                names.known(index) && table.index(index).isEmpty())
                        .map(index -> "index \"" + index + "\" for table \""
                                + table.name().name() + "\" does not exist");
            case TableChange.ReplicaIdentity identity ->
                identity.index().filter(names::known).flatMap(index -> identity(table, index));
            case TableChange.SetSchema set -> names.noSchema(set.schema());
            case TableChange.SetOwner owner -> noRole(owner.role());
            case TableChange.SetTablespace set ->
                names.missing(
                        set.tablespace(),
                        "pg_tablespace where spcname = " + SqlName.literal(set.tablespace()),
                        "does not exist");
            case TableChange.SetAccessMethod set ->
                set.method().equals("default")
                        ? Optional.empty()
                        : names.missing(
                                set.method(),
                                "pg_am where amtype = 't' and amname = " + SqlName.literal(set.method()),
                                "does not exist");
            case TableChange.TriggerState state -> switched(table, state.text());
            case TableChange.NoInherit inherit ->
                table.parents().contains(inherit.parent())
                                || !names.known(inherit.parent().name())
                        ? Optional.empty()
                        : Optional.of("relation \"" + inherit.parent().name() + "\" is not a parent of relation \""
                                + table.name().name() + "\"");
            case TableChange.Inherit inherit ->
                names.setting().facts().relation(inherit.parent()).flatMap(parent -> inherit(table, parent));
            case TableChange _ -> Optional.empty();
        };
    }

    private static boolean allowed(Relation.Kind kind, TableChange change) {
        boolean anywhere = change instanceof TableChange.RenameTable
                || change instanceof TableChange.RenameColumn
                || change instanceof TableChange.SetSchema
                || change instanceof TableChange.SetOwner
                || change instanceof TableChange.SetOptions
                || change instanceof TableChange.Other;
        return switch (kind) {
            case VIEW ->
                anywhere || change instanceof TableChange.SetDefault || change instanceof TableChange.DropDefault;
            case MATERIALIZED_VIEW ->
                anywhere
                        || change instanceof TableChange.SetColumnOption
                        || change instanceof TableChange.SetTablespace
                        || change instanceof TableChange.SetAccessMethod
                        || change instanceof TableChange.ClusterOn;
            case TABLE, PARTITIONED_TABLE, SEQUENCE, FOREIGN_TABLE, COMPOSITE_TYPE -> true;
        };
    }

    private static Optional<String> identity(Relation table, String name) {
        Optional<IndexFacts> index = table.index(name);
        if (index.isEmpty()) {
            return Optional.of("\"" + name + "\" is not an index for table \""
                    + table.name().name() + "\"");
        }
        boolean fits = index.get().unique()
                && !index.get().partial()
                && index.get().keys().stream()
                        .allMatch(key -> table.column(key)
                                .map(column -> column.notNull())
                                .orElse(false));
        return fits ? Optional.empty() : Optional.of("index \"" + name + "\" cannot be used as replica identity");
    }

    private Optional<String> switched(Relation table, String text) {
        Matcher named = ENABLED.matcher(text.strip());
        if (!named.find() || named.group(2).toLowerCase(Locale.ROOT).matches("all|user")) {
            return Optional.empty();
        }
        String name = CatalogNames.bare(named.group(2));
        boolean trigger = named.group(1).equalsIgnoreCase("trigger");
        return names.missingOf(
                table.name(),
                name,
                trigger
                        ? "pg_trigger where tgrelid = " + CatalogNames.regclass(table.name()) + " and tgname = "
                                + SqlName.literal(name)
                        : "pg_rewrite where ev_class = " + CatalogNames.regclass(table.name()) + " and rulename = "
                                + SqlName.literal(name),
                "does not exist");
    }

    private Optional<String> inherit(Relation table, Relation parent) {
        if (names.setting().facts().withDescendants(table).stream()
                .anyMatch(each -> each.name().equals(parent.name()))) {
            return Optional.of("circular inheritance not allowed");
        }
        if (parent.columns().isEmpty() || table.columns().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> column = parent.columns().stream()
                .flatMap(wanted -> unlike(table, wanted).stream())
                .findFirst();
        return column.or(() -> parent.constraints(ConstraintFacts.Kind.CHECK)
                .filter(check -> table.constraint(check.name()).isEmpty())
                .findFirst()
                .map(check -> "child table is missing constraint \"" + check.name() + "\""));
    }

    private static Optional<String> unlike(Relation child, ColumnFacts wanted) {
        Optional<ColumnFacts> own = child.column(wanted.name());
        if (own.isEmpty()) {
            return Optional.of("child table is missing column \"" + wanted.name() + "\"");
        }
        if (wanted.typeOid() != own.get().typeOid()) {
            return Optional.of("child table \"" + child.name().name() + "\" has different type for column \""
                    + wanted.name() + "\"");
        }
        return wanted.marked() && !own.get().marked()
                ? Optional.of("column \"" + wanted.name() + "\" in child table \""
                        + child.name().name() + "\" must be marked NOT NULL")
                : Optional.empty();
    }
}
