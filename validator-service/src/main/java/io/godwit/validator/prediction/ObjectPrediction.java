package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Verb;
import io.godwit.postgres.statement.StatementParser;
import io.godwit.validator.facts.Relation;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Triggers, rules, policies, publications, comments and privileges.
final class ObjectPrediction {
    private static final String NAME = "(\"(?:[^\"]|\"\")++\"|[\\w$]+)";
    private static final Pattern QUALIFIED = Pattern.compile("(?:" + NAME + "\\.)?" + NAME);
    private static final Pattern COMMENTED =
            Pattern.compile("(?is)(table|column|view|materialized view|index|foreign table)\\s+(.+)");
    private static final Pattern COMMENTED_ON =
            Pattern.compile("(?is)(constraint|trigger|rule|policy)\\s+\\S+\\s+on\\s+(?!domain)(.+)");

    private static final Pattern OWNED_BY = Pattern.compile("(?i)owned\\s+by\\s+((?:" + NAME.replace("(\"", "(?:\"")
            + "\\.)?" + NAME.replace("(\"", "(?:\"") + ")\\." + NAME);

    private static final Pattern BODY =
            Pattern.compile("(?is)\\bbegin\\s+atomic\\b\\s*;?(.*)\\bend\\s*;?\\s*$|\\breturn\\s*(\\(.*\\))\\s*;?\\s*$");

    private static final Pattern LANGUAGE_SQL = Pattern.compile("(?i)\\blanguage\\s+'?sql\\b");
    private static final Pattern SQL_TEXT = Pattern.compile("(?is)\\bas\\s+(\\$\\w*\\$)(.*?)\\1");

    private ObjectPrediction() {}

    static void tableObject(Draft draft, Statement.TableObject object) {
        if (object.missingAllowed()
                && !draft.facts().isUnknown()
                && draft.found(object.table()).isEmpty()) {
            return;
        }
        Relation table = draft.relation(object.table());
        if (object.missingAllowed() && isMissing(draft, object)) {
            return;
        }
        if (object.verb() == Verb.CREATE) {
            refuseOnView(table, object);
        }
        readsToo(draft, table, object);
        boolean newTrigger = object.kind() == Statement.TableObject.Kind.TRIGGER && object.verb() == Verb.CREATE;
        LockMode mode = newTrigger ? LockMode.SHARE_ROW_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
        if (table.partitioned() && object.kind() == Statement.TableObject.Kind.TRIGGER) {
            boolean rows = object.definition().toLowerCase(Locale.ROOT).matches("(?s).*for\\s+(each\\s+)?row.*");
            draft.facts().withDescendants(table).stream()
                    .filter(each -> rows || object.verb() != Verb.CREATE)
                    .forEach(each -> draft.lock(each, mode));
        }
        draft.lock(table, mode);
        Matcher from = Pattern.compile("(?is)\\sfrom\\s+" + QUALIFIED.pattern() + "\\s")
                .matcher(object.definition());
        if (newTrigger && object.definition().toLowerCase(Locale.ROOT).contains(" from ") && from.find()) {
            named(draft, from.group().strip().substring(5).strip())
                    .ifPresent(other -> draft.lock(other, LockMode.ACCESS_SHARE));
        }
    }

    private static void refuseOnView(Relation table, Statement.TableObject object) {
        String definition = object.definition().toLowerCase(Locale.ROOT);
        boolean view = table.kind() == Relation.Kind.VIEW;
        if (object.kind() == Statement.TableObject.Kind.TRIGGER
                && view
                && definition.matches("(?s)\\s*(before|after)\\b.*for\\s+(each\\s+)?row.*")) {
            throw new Refused("\"" + table.name().name() + "\" is a view");
        }
        if (object.kind() == Statement.TableObject.Kind.POLICY && view) {
            throw new Refused("\"" + table.name().name() + "\" is not a table");
        }
    }

    /// Tables that the actions of a rule or the conditions of a policy name.
    private static void readsToo(Draft draft, Relation table, Statement.TableObject object) {
        String definition = object.definition();
        Matcher action = Pattern.compile("(?is)\\bdo\\s+(?:also\\s+|instead\\s+)?\\(?(.+?)\\)?$")
                .matcher(definition);
        if (object.kind() == Statement.TableObject.Kind.RULE && object.verb() == Verb.CREATE && action.find()) {
            for (ParsedStatement each : new StatementParser(draft.facts().schema()).script(action.group(1))) {
                if (each.statement() instanceof Statement.ChangeRows change) {
                    draft.found(change.table()).ifPresent(other -> draft.lock(other, LockMode.ROW_EXCLUSIVE));
                } else if (each.statement() instanceof Statement.Query query) {
                    query.tables().stream()
                            .flatMap(name -> draft.found(name).stream())
                            .forEach(other -> draft.lock(other, LockMode.ACCESS_SHARE));
                }
            }
        }
        Matcher condition = Pattern.compile("(?is)(?:using|with\\s+check)\\s*(\\(.*\\))\\s*$")
                .matcher(definition);
        if (object.kind() == Statement.TableObject.Kind.POLICY
                && condition.find()
                && definition.toLowerCase(Locale.ROOT).contains("select")) {
            String asked = condition.group(1).replaceFirst("(?is)\\)\\s*with\\s+check\\s*\\(", ") and (");
            Predictor.query(draft, "select 1 from " + table.name().sql() + " where " + asked, false);
        }
    }

    private static boolean isMissing(Draft draft, Statement.TableObject object) {
        String catalog = switch (object.kind()) {
            case TRIGGER -> "pg_trigger where tgname = ";
            case RULE -> "pg_rewrite where rulename = ";
            case POLICY -> "pg_policy where polname = ";
        };
        String table = switch (object.kind()) {
            case TRIGGER -> "tgrelid";
            case RULE -> "ev_class";
            case POLICY -> "polrelid";
        };
        return draft.setting()
                .questions()
                .anyRow("select 1 from " + catalog
                        + SqlName.literal(object.name()) + " and " + table + " = to_regclass("
                        + SqlName.literal(object.table().sql()) + ")")
                .map(there -> !there)
                .orElse(false);
    }

    static void sequence(Draft draft, String text) {
        Matcher owner = OWNED_BY.matcher(text);
        if (owner.find()) {
            named(draft, owner.group(1)).ifPresent(table -> draft.lock(table, LockMode.ACCESS_SHARE));
        }
    }

    static void other(Draft draft, Statement.OtherObject object) {
        boolean alone = object.kind().equals("SYSTEM")
                || object.verb() != Verb.ALTER
                        && (object.kind().equals("DATABASE") || object.kind().equals("TABLESPACE"));
        if (alone && draft.setting().insideTransaction()) {
            throw new Refused(object.verb() + " " + object.kind() + " cannot run inside a transaction block");
        }
        switch (object.kind()) {
            case "PUBLICATION" -> {
                object.tables().forEach(table -> published(draft, draft.relation(table)));
                PublishedRows.lockLeaving(draft, object);
            }
            case "TYPE" -> composite(draft, object);
            case "VIEW" ->
                object.tables().stream()
                        .flatMap(view -> draft.facts().relation(view).stream())
                        .forEach(view -> draft.lock(view, LockMode.ACCESS_EXCLUSIVE));
            case "SEQUENCE" -> {
                if (draft.version() < 15 && object.text().matches("(?is).*\\bset\\s+(un)?logged\\s*")) {
                    throw new Refused("SET LOGGED of sequences came with PostgreSQL 15");
                }
                sequence(draft, object.text());
            }
            case "FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE" -> {
                if (object.verb() == Verb.DROP) {
                    RoutineDrop.predict(draft, object);
                } else if (object.verb() == Verb.CREATE) {
                    body(draft, object);
                }
            }
            case "EXTENSION" -> {
                if (object.verb() == Verb.DROP) {
                    ExtensionDrop.predict(draft, object);
                }
            }
            case "STATISTICS" -> {
                if (object.verb() == Verb.DROP) {
                    statistics(draft, object);
                }
            }
            case "SUBSCRIPTION" -> {
                String text = object.text().toLowerCase(Locale.ROOT);
                boolean slot = object.verb() == Verb.CREATE
                        && !text.matches("(?s).*\\b(create_slot|connect)\\s*=\\s*'?(false|off|0).*");
                if (slot && draft.setting().insideTransaction()) {
                    throw new Refused("CREATE SUBSCRIPTION ... WITH (create_slot = true) cannot run inside a"
                            + " transaction block");
                }
            }
            default -> {}
        }
    }

    private static void published(Draft draft, Relation table) {
        if (table.kind() != Relation.Kind.TABLE
                && !table.partitioned()
                && !draft.facts().isUnknown()) {
            throw new Refused("cannot add relation \"" + table.name().name() + "\" to publication");
        }
        draft.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
    }

    /// A body that is no string, and a string in SQL, is understood at once, and what it names is locked for that.
    private static void body(Draft draft, Statement.OtherObject object) {
        Matcher body = BODY.matcher(object.text());
        Matcher text = SQL_TEXT.matcher(object.text());
        String written;
        if (LANGUAGE_SQL.matcher(object.text()).find() && text.find()) {
            written = text.group(2);
        } else if (body.find()) {
            written = body.group(1) == null ? "select " + body.group(2) : body.group(1);
        } else {
            return;
        }
        for (ParsedStatement each : new StatementParser(draft.facts().schema()).script(written)) {
            if (each.statement() instanceof Statement.ChangeRows change) {
                draft.found(change.table()).ifPresent(table -> draft.lock(table, LockMode.ROW_EXCLUSIVE));
            } else if (each.statement() instanceof Statement.Query query) {
                query.tables().stream()
                        .flatMap(name -> draft.found(name).stream())
                        .forEach(table -> draft.lock(table, LockMode.ACCESS_SHARE));
            }
        }
    }

    /// ALTER TYPE of a composite type reaches the tables made of it.
    private static void composite(Draft draft, Statement.OtherObject object) {
        String text = object.text().strip();
        boolean attributes = text.matches("(?is)\\S+\\s+(add|drop|alter)\\s+attribute\\b.*");
        Optional<ObjectName> type = name(draft, text.replaceFirst("(?s)\\s.*", ""));
        if (!attributes || type.isEmpty()) {
            return;
        }
        boolean cascade = text.matches("(?is).*\\bcascade\\s*");
        for (Relation typed : DropPrediction.typedTables(draft, type.get())) {
            if (!cascade) {
                throw new Refused(
                        "cannot alter type \"" + type.get().name() + "\" because it is the type of a typed table");
            }
            draft.lock(typed, LockMode.ACCESS_EXCLUSIVE);
        }
        if (text.matches("(?is)\\S+\\s+alter\\s+attribute\\b.*")) {
            draft.facts().all().stream()
                    .filter(table -> table.columns().stream()
                            .anyMatch(column -> Long.valueOf(column.typeOid())
                                    .equals(draft.facts().types().get(type.get()))))
                    .findFirst()
                    .ifPresent(table -> {
                        throw new Refused("cannot alter type \"" + type.get().name() + "\" because a column of "
                                + table.name().name() + " uses it");
                    });
        }
    }

    private static void statistics(Draft draft, Statement.OtherObject object) {
        String name =
                object.text().strip().replaceFirst("(?i)^if\\s+exists\\s+", "").replaceFirst("(?s)[\\s,].*", "");
        draft
                .setting()
                .questions()
                .texts(
                        "select n.nspname || '.' || c.relname from pg_statistic_ext s join pg_class c on c.oid = s.stxrelid"
                                + " join pg_namespace n on n.oid = c.relnamespace where s.stxname = "
                                + SqlName.literal(bare(name.substring(name.lastIndexOf('.') + 1))),
                        1)
                .stream()
                .flatMap(java.util.List::stream)
                .forEach(table -> {
                    int dot = table.indexOf('.');
                    draft.found(new ObjectName(table.substring(0, dot), table.substring(dot + 1)))
                            .ifPresent(found -> draft.lock(found, LockMode.SHARE_UPDATE_EXCLUSIVE));
                });
    }

    static void comment(Draft draft, Statement.Comment comment) {
        Matcher on = COMMENTED_ON.matcher(comment.target().strip());
        if (on.matches()) {
            named(draft, on.group(2)).ifPresent(table -> draft.lock(table, LockMode.ACCESS_SHARE));
            return;
        }
        Matcher matcher = COMMENTED.matcher(comment.target().strip());
        if (!matcher.matches()) {
            return;
        }
        String kind = matcher.group(1).toLowerCase(Locale.ROOT);
        String target = matcher.group(2).strip();
        if (kind.equals("index")) {
            name(draft, target).ifPresent(index -> IndexPrediction.touch(draft, index, true));
        } else {
            String table = kind.equals("column") ? target.replaceFirst("\\s*\\.\\s*" + NAME + "$", "") : target;
            named(draft, table).ifPresent(found -> draft.lock(found, LockMode.SHARE_UPDATE_EXCLUSIVE));
        }
    }

    /// Before PostgreSQL 18 privileges are changed without a lock on the table.
    static void grant(Draft draft, Statement.Grant grant) {
        if (draft.version() >= 18) {
            grant.tables().forEach(table -> draft.lock(draft.relation(table), LockMode.ACCESS_SHARE));
        }
    }

    private static Optional<Relation> named(Draft draft, String text) {
        return name(draft, text).flatMap(draft::found);
    }

    private static Optional<ObjectName> name(Draft draft, String text) {
        Matcher matcher = QUALIFIED.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String schema = matcher.group(1) == null ? draft.facts().schema() : bare(matcher.group(1));
        return Optional.of(new ObjectName(schema, bare(matcher.group(2))));
    }

    private static String bare(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }
}
