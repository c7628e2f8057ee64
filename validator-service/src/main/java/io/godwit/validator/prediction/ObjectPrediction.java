package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Verb;
import io.godwit.validator.facts.Relation;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Triggers, rules, policies, publications, comments and privileges.
final class ObjectPrediction {
    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[\\w$]+)";
    private static final Pattern QUALIFIED = Pattern.compile("(?:" + NAME + "\\.)?" + NAME);
    private static final Pattern COMMENTED =
            Pattern.compile("(?is)(table|column|view|materialized view|index|foreign table)\\s+(.+)");
    private static final Pattern COMMENTED_ON =
            Pattern.compile("(?is)(constraint|trigger|rule|policy)\\s+\\S+\\s+on\\s+(?!domain)(.+)");

    private static final Pattern OWNED_BY = Pattern.compile("(?i)owned\\s+by\\s+((?:" + NAME.replace("(\"", "(?:\"")
            + "\\.)?" + NAME.replace("(\"", "(?:\"") + ")\\." + NAME);

    private ObjectPrediction() {}

    static void tableObject(Draft draft, Statement.TableObject object) {
        Relation table = draft.relation(object.table());
        if (object.missingAllowed()
                && object.kind() == Statement.TableObject.Kind.TRIGGER
                && isMissing(draft, object)) {
            return;
        }
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

    private static boolean isMissing(Draft draft, Statement.TableObject trigger) {
        return draft.setting()
                .questions()
                .anyRow("select 1 from pg_trigger where tgrelid = "
                        + SqlName.literal(trigger.table().sql()) + "::regclass and tgname = "
                        + SqlName.literal(trigger.name()))
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
            case "PUBLICATION" ->
                object.tables().forEach(table -> draft.lock(draft.relation(table), LockMode.SHARE_UPDATE_EXCLUSIVE));
            case "VIEW" ->
                object.tables().stream()
                        .flatMap(view -> draft.facts().relation(view).stream())
                        .forEach(view -> draft.lock(view, LockMode.ACCESS_EXCLUSIVE));
            case "SEQUENCE" -> sequence(draft, object.text());
            default -> {}
        }
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
