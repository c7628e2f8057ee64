package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.DomainChange;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.TableObject.Kind;
import io.godwit.model.statement.Verb;
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
    private static final Pattern MISSING_ALLOWED = Pattern.compile("(?i)\\bif\\s+exists\\b");
    private static final Pattern DROPS_CONSTRAINT =
            Pattern.compile("(?is)drop\\s+constraint\\s+(?!if\\b)(\"[^\"]+\"|[\\w$]+)\\b.*");
    static final Set<String> ROLES_ALWAYS = Set.of("public", "current_user", "current_role", "session_user");

    private final Setting setting;
    private final Mentioned mentioned;
    private final CatalogNames names;
    private final NamedTypes types;
    private final TableChangeNames changes;

    /// @param mentioned by the statements before
    Existence(Setting setting, Mentioned mentioned) {
        this.setting = setting;
        this.mentioned = mentioned;
        this.names = new CatalogNames(setting, mentioned);
        this.types = new NamedTypes(names);
        this.changes = new TableChangeNames(names);
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
                names.setting()
                        .facts()
                        .relation(alter.table())
                        .flatMap(table -> alter.changes().stream()
                                .flatMap(change -> changes.refusal(table, change).stream())
                                .findFirst());
            case Statement.Truncate truncate ->
                truncate.tables().stream()
                        .flatMap(name -> names.setting().facts().relation(name).stream())
                        .filter(found -> !isTable(found) && found.kind() != Relation.Kind.FOREIGN_TABLE)
                        .findFirst()
                        .map(found -> "\"" + found.name().name() + "\" is not a table");
            case Statement.LockTables lock ->
                lock.tables().stream()
                        .flatMap(name -> names.setting().facts().relation(name).stream())
                        .filter(found -> !isTable(found) && found.kind() != Relation.Kind.VIEW)
                        .findFirst()
                        .map(found -> "cannot lock relation \"" + found.name().name() + "\"");
            case Statement.AddEnumValue add -> types.noType(add.type()).or(() -> types.addValue(add, parsed.text()));
            case Statement.RenameEnumValue rename -> types.renamed(rename);
            case Statement.CreateEnum create -> types.taken(create.type());
            case Statement.CreateDomain create ->
                types.taken(create.domain()).or(() -> types.noBaseType(create.definition()));
            case Statement.CreateSchema create ->
                names.present(
                        create.name(),
                        "pg_namespace where nspname = " + SqlName.literal(create.name()),
                        parsed.text().toLowerCase(Locale.ROOT).contains("not exists"),
                        "schema \"" + create.name() + "\" already exists");
            case Statement.TableObject object -> tableObject(object, parsed.text());
            case Statement.Comment comment ->
                comment(comment.target().strip()).or(() -> new NamedObjects(setting, mentioned).commented(comment));
            case Statement.CreateTable create -> names.noSchema(create.table().schema());
            case Statement.CreateTableAs create -> names.noSchema(create.table().schema());
            case Statement.CreateView create -> names.noSchema(create.view().schema());
            case Statement.DropSchema drop ->
                MISSING_ALLOWED.matcher(parsed.text()).find()
                        ? Optional.empty()
                        : drop.schemas().stream()
                                .flatMap(schema -> names.noSchema(schema).stream())
                                .findFirst();
            case Statement.DropType drop ->
                MISSING_ALLOWED.matcher(parsed.text()).find()
                        ? Optional.empty()
                        : drop.types().stream()
                                .flatMap(type -> types.noType(type).stream())
                                .findFirst();
            case Statement.AlterDomain alter ->
                switch (alter.change()) {
                    case DomainChange.ValidateConstraint validate ->
                        types.noDomainConstraint(alter.domain(), validate.name());
                    case DomainChange.Other(String text) -> {
                        Matcher drops = DROPS_CONSTRAINT.matcher(text.strip());
                        yield drops.matches()
                                ? types.noDomainConstraint(alter.domain(), CatalogNames.bare(drops.group(1)))
                                : Optional.empty();
                    }
                    case DomainChange _ -> Optional.empty();
                };
            case Statement.Grant grant -> new GrantedRoles(setting, mentioned).refusal(grant);
            case Statement.OtherObject object -> new NamedObjects(setting, mentioned).refusal(object, parsed.text());
            case Statement.CreateExtension create ->
                names.missing(
                        create.name(),
                        "pg_available_extensions where name = " + SqlName.literal(create.name()),
                        "is not available: extension");
            case Statement _ -> Optional.empty();
        };
    }

    private static boolean isTable(Relation relation) {
        return relation.kind() == Relation.Kind.TABLE || relation.kind() == Relation.Kind.PARTITIONED_TABLE;
    }

    private Optional<String> tableObject(Statement.TableObject object, String text) {
        Optional<Relation> table = names.setting().facts().relation(object.table());
        if (table.isEmpty()) {
            return Optional.empty();
        }
        String on = CatalogNames.regclass(object.table());
        String named = switch (object.kind()) {
            case TRIGGER -> "pg_trigger where tgrelid = " + on + " and tgname = " + SqlName.literal(object.name());
            case RULE -> "pg_rewrite where ev_class = " + on + " and rulename = " + SqlName.literal(object.name());
            case POLICY -> "pg_policy where polrelid = " + on + " and polname = " + SqlName.literal(object.name());
        };
        if (object.verb() != Verb.CREATE) {
            return object.missingAllowed()
                    ? Optional.empty()
                    : names.missingOf(object.table(), object.name(), named, "does not exist");
        }
        boolean replaces = REPLACES.matcher(text).find();
        Optional<String> twice =
                names.present(object.name(), named, replaces, "\"" + object.name() + "\" already exists");
        Matcher function = TRIGGER_FUNCTION.matcher(object.definition());
        if (twice.isPresent() || object.kind() != Kind.TRIGGER || !function.find()) {
            return twice;
        }
        String called = function.group(1).replace("\"", "");
        String last = called.substring(called.lastIndexOf('.') + 1);
        return names.missing(
                last, "pg_proc where lower(proname) = lower(" + SqlName.literal(last) + ")", "does not exist");
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
        ObjectName name = new ObjectName(
                last == 0 ? names.setting().facts().schema() : CatalogNames.bare(parts[0]),
                CatalogNames.bare(parts[last]));
        Optional<Relation> found = names.setting().facts().relation(name);
        if (found.isEmpty()) {
            return names.known(name.name())
                    ? Optional.of("relation \"" + name.name() + "\" does not exist")
                    : Optional.empty();
        }
        String of = CatalogNames.bare(parts[parts.length - 1]);
        boolean there = !column
                || found.get().columns().isEmpty()
                || found.get().column(of).isPresent()
                || !names.known(of);
        return there ? Optional.empty() : Optional.of("column \"" + of + "\" does not exist");
    }
}
