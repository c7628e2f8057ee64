package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.DomainChange;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.TableObject.Kind;
import io.godwit.model.statement.TableChange;
import io.godwit.model.statement.Verb;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Statements PostgreSQL refuses because a name they use is missing, taken, or of something else. The catalog is asked,
/// so names that an earlier statement of the script mentions are left alone.
final class Existence {
    private static final Pattern TRIGGER_FUNCTION =
            Pattern.compile("(?is)execute\\s+(?:function|procedure)\\s+([\\w.\"$]+)\\s*\\(");
    private static final Pattern REPLACES = Pattern.compile("(?i)^\\s*create\\s+or\\s+replace\\b");
    private static final Pattern ENABLED = Pattern.compile("(?i)(trigger|rule)\\s+(\"[^\"]+\"|[\\w$]+)\\s*$");
    private static final Pattern NEIGHBOUR = Pattern.compile("(?is)(?:before|after)\\s+'([^']+)'\\s*;?\\s*$");

    private static final Pattern MISSING_ALLOWED = Pattern.compile("(?i)\\bif\\s+exists\\b");
    private static final Pattern DROPS_CONSTRAINT =
            Pattern.compile("(?is)drop\\s+constraint\\s+(?!if\\b)(\"[^\"]+\"|[\\w$]+)\\b.*");
    static final Set<String> ROLES_ALWAYS = Set.of("public", "current_user", "current_role", "session_user");

    private final Setting setting;
    private final Mentioned mentioned;

    /// @param mentioned by the statements before
    Existence(Setting setting, Mentioned mentioned) {
        this.setting = setting;
        this.mentioned = mentioned;
    }

    /// In PostgreSQL's words.
    Optional<String> refusal(ParsedStatement parsed) {
        if (setting.facts().isUnknown()) {
            return Optional.empty();
        }
        return refused(parsed).or(() -> new MissingParts(setting, mentioned).refusal(parsed));
    }

    private Optional<String> refused(ParsedStatement parsed) {
        return switch (parsed.statement()) {
            case Statement.AlterTable alter ->
                setting.facts()
                        .relation(alter.table())
                        .flatMap(table -> alter.changes().stream()
                                .flatMap(change -> change(table, change).stream())
                                .findFirst());
            case Statement.Truncate truncate ->
                truncate.tables().stream()
                        .flatMap(name -> setting.facts().relation(name).stream())
                        .filter(found -> !isTable(found) && found.kind() != Relation.Kind.FOREIGN_TABLE)
                        .findFirst()
                        .map(found -> "\"" + found.name().name() + "\" is not a table");
            case Statement.LockTables lock ->
                lock.tables().stream()
                        .flatMap(name -> setting.facts().relation(name).stream())
                        .filter(found -> !isTable(found) && found.kind() != Relation.Kind.VIEW)
                        .findFirst()
                        .map(found -> "cannot lock relation \"" + found.name().name() + "\"");
            case Statement.AddEnumValue add -> noType(add.type()).or(() -> addValue(add, parsed.text()));
            case Statement.RenameEnumValue rename ->
                missing(rename.label(), label(rename.type(), rename.label()), "is not an existing enum label")
                        .or(() -> present(
                                rename.newLabel(),
                                label(rename.type(), rename.newLabel()),
                                false,
                                "enum label \"" + rename.newLabel() + "\" already exists"));
            case Statement.CreateEnum create -> taken(create.type());
            case Statement.CreateDomain create -> taken(create.domain()).or(() -> noBaseType(create.definition()));
            case Statement.CreateSchema create ->
                present(
                        create.name(),
                        "pg_namespace where nspname = " + SqlName.literal(create.name()),
                        parsed.text().toLowerCase(Locale.ROOT).contains("not exists"),
                        "schema \"" + create.name() + "\" already exists");
            case Statement.TableObject object -> tableObject(object, parsed.text());
            case Statement.Comment comment ->
                comment(comment.target().strip()).or(() -> new NamedObjects(setting, mentioned).commented(comment));
            case Statement.CreateTable create -> noSchema(create.table().schema());
            case Statement.CreateTableAs create -> noSchema(create.table().schema());
            case Statement.CreateView create -> noSchema(create.view().schema());
            case Statement.DropSchema drop ->
                MISSING_ALLOWED.matcher(parsed.text()).find()
                        ? Optional.empty()
                        : drop.schemas().stream()
                                .flatMap(schema -> noSchema(schema).stream())
                                .findFirst();
            case Statement.DropType drop ->
                MISSING_ALLOWED.matcher(parsed.text()).find()
                        ? Optional.empty()
                        : drop.types().stream()
                                .flatMap(type -> noType(type).stream())
                                .findFirst();
            case Statement.AlterDomain alter ->
                switch (alter.change()) {
                    case DomainChange.ValidateConstraint validate ->
                        noDomainConstraint(alter.domain(), validate.name());
                    case DomainChange.Other(String text) -> {
                        Matcher drops = DROPS_CONSTRAINT.matcher(text.strip());
                        yield drops.matches()
                                ? noDomainConstraint(alter.domain(), bare(drops.group(1)))
                                : Optional.empty();
                    }
                    case DomainChange _ -> Optional.empty();
                };
            case Statement.Grant grant -> new GrantedRoles(setting, mentioned).refusal(grant);
            case Statement.OtherObject object -> new NamedObjects(setting, mentioned).refusal(object, parsed.text());
            case Statement.CreateExtension create ->
                missing(
                        create.name(),
                        "pg_available_extensions where name = " + SqlName.literal(create.name()),
                        "is not available: extension");
            case Statement _ -> Optional.empty();
        };
    }

    private Optional<String> noSchema(String schema) {
        return schema.startsWith("pg_temp") || schema.isEmpty()
                ? Optional.empty()
                : missing(schema, "pg_namespace where nspname = " + SqlName.literal(schema), "schema does not exist");
    }

    private Optional<String> noType(ObjectName type) {
        return missing(
                type.name(),
                "pg_type where oid = to_regtype(" + SqlName.literal(type.sql()) + ")",
                "type does not exist");
    }

    private Optional<String> noBaseType(String definition) {
        String type = definition
                .strip()
                .replaceFirst("(?i)^as\\s+", "")
                .replaceFirst("(?is)\\s+(default|not\\s+null|null|check|constraint|collate)\\b.*$", "")
                .replaceAll("\\([^)]*\\)", "");
        return missing(type, "pg_type where oid = to_regtype(" + SqlName.literal(type) + ")", "type does not exist");
    }

    private Optional<String> noDomainConstraint(ObjectName domain, String name) {
        return missing(
                name,
                "pg_constraint where contypid = to_regtype(" + SqlName.literal(domain.sql()) + ") and conname = "
                        + SqlName.literal(name),
                "is no constraint of domain " + domain.name());
    }

    private Optional<String> noRole(String role) {
        String name = bare(role);
        return ROLES_ALWAYS.contains(name)
                ? Optional.empty()
                : missing(name, "pg_roles where rolname = " + SqlName.literal(name), "role does not exist");
    }

    private static boolean isTable(Relation relation) {
        return relation.kind() == Relation.Kind.TABLE || relation.kind() == Relation.Kind.PARTITIONED_TABLE;
    }

    private Optional<String> change(Relation table, TableChange change) {
        if (!allowed(table.kind(), change)) {
            return Optional.of("the ALTER action cannot be performed on relation \""
                    + table.name().name() + "\"");
        }
        return switch (change) {
            case TableChange.RenameTable rename ->
                known(rename.newName())
                                && setting.facts()
                                        .relation(table.name().sibling(rename.newName()))
                                        .isPresent()
                        ? Optional.of("relation \"" + rename.newName() + "\" already exists")
                        : Optional.empty();
            case TableChange.RenameConstraint rename ->
                missingOf(
                        table.name(),
                        rename.name(),
                        "pg_constraint where conrelid = " + regclass(table.name()) + " and conname = "
                                + SqlName.literal(rename.name()),
                        "does not exist");
            case TableChange.ValidateConstraint validate ->
                present(
                        validate.name(),
                        "pg_constraint where contype not in ('c', 'f', 'n') and conrelid = " + regclass(table.name())
                                + " and conname = " + SqlName.literal(validate.name()),
                        false,
                        "cannot validate constraint \"" + validate.name() + "\"");
            case TableChange.ClusterOn cluster ->
                cluster.index()
                        .filter(index -> known(index) && table.index(index).isEmpty())
                        .map(index -> "index \"" + index + "\" for table \""
                                + table.name().name() + "\" does not exist");
            case TableChange.ReplicaIdentity identity ->
                identity.index().filter(this::known).flatMap(index -> identity(table, index));
            case TableChange.SetSchema set -> noSchema(set.schema());
            case TableChange.SetOwner owner -> noRole(owner.role());
            case TableChange.SetTablespace set ->
                missing(
                        set.tablespace(),
                        "pg_tablespace where spcname = " + SqlName.literal(set.tablespace()),
                        "does not exist");
            case TableChange.SetAccessMethod set ->
                set.method().equals("default")
                        ? Optional.empty()
                        : missing(
                                set.method(),
                                "pg_am where amtype = 't' and amname = " + SqlName.literal(set.method()),
                                "does not exist");
            case TableChange.TriggerState state -> switched(table, state.text());
            case TableChange.NoInherit inherit ->
                table.parents().contains(inherit.parent())
                                || !known(inherit.parent().name())
                        ? Optional.empty()
                        : Optional.of("relation \"" + inherit.parent().name() + "\" is not a parent of relation \""
                                + table.name().name() + "\"");
            case TableChange.Inherit inherit ->
                setting.facts().relation(inherit.parent()).flatMap(parent -> inherit(table, parent));
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
        String name = bare(named.group(2));
        boolean trigger = named.group(1).equalsIgnoreCase("trigger");
        return missingOf(
                table.name(),
                name,
                trigger
                        ? "pg_trigger where tgrelid = " + regclass(table.name()) + " and tgname = "
                                + SqlName.literal(name)
                        : "pg_rewrite where ev_class = " + regclass(table.name()) + " and rulename = "
                                + SqlName.literal(name),
                "does not exist");
    }

    private Optional<String> inherit(Relation table, Relation parent) {
        if (setting.facts().withDescendants(table).stream()
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

    private Optional<String> addValue(Statement.AddEnumValue add, String text) {
        boolean missingOnly = text.toLowerCase(Locale.ROOT).matches("(?s).*\\bif\\s+not\\s+exists\\b.*");
        Matcher neighbour = NEIGHBOUR.matcher(text.strip());
        Optional<String> twice = present(
                add.label(),
                label(add.type(), add.label()),
                missingOnly,
                "enum label \"" + add.label() + "\" already exists");
        return twice.isPresent() || !neighbour.find()
                ? twice
                : missing(neighbour.group(1), label(add.type(), neighbour.group(1)), "is not an existing enum label");
    }

    /// A type that is not there has no labels; that it is missing is said elsewhere.
    private static String label(ObjectName type, String label) {
        return "pg_enum where enumtypid = to_regtype(" + SqlName.literal(type.sql()) + ") and enumlabel = "
                + SqlName.literal(label);
    }

    private Optional<String> taken(ObjectName type) {
        return present(
                type.name(),
                "pg_type where oid = to_regtype(" + SqlName.literal(type.sql()) + ")",
                false,
                "type \"" + type.name() + "\" already exists");
    }

    private Optional<String> tableObject(Statement.TableObject object, String text) {
        Optional<Relation> table = setting.facts().relation(object.table());
        if (table.isEmpty()) {
            return Optional.empty();
        }
        String on = regclass(object.table());
        String named = switch (object.kind()) {
            case TRIGGER -> "pg_trigger where tgrelid = " + on + " and tgname = " + SqlName.literal(object.name());
            case RULE -> "pg_rewrite where ev_class = " + on + " and rulename = " + SqlName.literal(object.name());
            case POLICY -> "pg_policy where polrelid = " + on + " and polname = " + SqlName.literal(object.name());
        };
        if (object.verb() != Verb.CREATE) {
            return object.missingAllowed()
                    ? Optional.empty()
                    : missingOf(object.table(), object.name(), named, "does not exist");
        }
        boolean replaces = REPLACES.matcher(text).find();
        Optional<String> twice = present(object.name(), named, replaces, "\"" + object.name() + "\" already exists");
        Matcher function = TRIGGER_FUNCTION.matcher(object.definition());
        if (twice.isPresent() || object.kind() != Kind.TRIGGER || !function.find()) {
            return twice;
        }
        String called = function.group(1).replace("\"", "");
        String last = called.substring(called.lastIndexOf('.') + 1);
        return missing(last, "pg_proc where lower(proname) = lower(" + SqlName.literal(last) + ")", "does not exist");
    }

    private Optional<String> comment(String target) {
        Matcher matcher = Pattern.compile("(?is)(table|view|materialized view|column)\\s+(.+)")
                .matcher(target);
        if (!matcher.matches() || !matcher.group(2).matches("[\\w$.\"]+")) {
            return Optional.empty();
        }
        String[] parts = matcher.group(2).split("\\.");
        boolean column = matcher.group(1).equalsIgnoreCase("column");
        int last = parts.length - (column ? 2 : 1);
        if (last < 0 || last > 1) {
            return Optional.empty();
        }
        ObjectName name = new ObjectName(last == 0 ? setting.facts().schema() : bare(parts[0]), bare(parts[last]));
        Optional<Relation> found = setting.facts().relation(name);
        if (found.isEmpty()) {
            return known(name.name())
                    ? Optional.of("relation \"" + name.name() + "\" does not exist")
                    : Optional.empty();
        }
        String of = bare(parts[parts.length - 1]);
        boolean there = !column
                || found.get().columns().isEmpty()
                || found.get().column(of).isPresent()
                || !known(of);
        return there ? Optional.empty() : Optional.of("column \"" + of + "\" does not exist");
    }

    /// Of a table that got its name in this script the catalog knows nothing.
    private Optional<String> missingOf(ObjectName table, String name, String from, String what) {
        return known(table.name()) ? missing(name, from, what) : Optional.empty();
    }

    private Optional<String> missing(String name, String from, String what) {
        return known(name) && ask(from).map(there -> !there).orElse(false)
                ? Optional.of("\"" + name + "\" " + what)
                : Optional.empty();
    }

    private Optional<String> present(String name, String from, boolean allowed, String message) {
        return !allowed && known(name) && ask(from).orElse(false) ? Optional.of(message) : Optional.empty();
    }

    private Optional<Boolean> ask(String from) {
        CatalogQuestions questions = setting.questions();
        return questions.anyRow("select 1 from " + from);
    }

    /// Whether the database's catalog says how it is with the name.
    private boolean known(String name) {
        return !mentioned.contains(name);
    }

    private static String regclass(ObjectName table) {
        return "to_regclass(" + SqlName.literal(table.sql()) + ")";
    }

    private static String bare(String name) {
        return name.startsWith("\"") ? name.replace("\"", "") : name.toLowerCase(Locale.ROOT);
    }
}
