package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.ChangeRows.Operation;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.Relation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// INSERT, UPDATE and DELETE, with the tables their foreign keys look at.
final class RowsPrediction {
    private static final Pattern SOURCE = Pattern.compile(
            "(?is)^\\s*insert\\s+into\\s+[\\w.\"$]+\\s*(?:\\([^()']*\\)\\s*)?((?:select|with|table)\\b.*?)(?:\\s+returning\\b.*)?$");
    private static final Pattern INSERTED =
            Pattern.compile("(?is)^\\s*insert\\s+into\\s+[\\w.\"$]+\\s*\\(((?:[^()'])*)\\)");
    private static final Pattern CONFLICT =
            Pattern.compile("(?is)^\\s*insert\\b.*\\bon\\s+conflict\\s*\\(([\\w\",\\s$]+)\\)\\s*do\\b");

    private static final Pattern VALUES =
            Pattern.compile("(?is)^\\s*insert\\s+into\\s+[\\w.\"$]+\\s*(?:\\([^()']*\\)\\s*)?values\\b");
    private static final Pattern SET = Pattern.compile("(?is)\\bset\\s+(.*?)(?:\\bwhere\\b.*)?$");

    private RowsPrediction() {}

    static void change(Draft draft, Statement.ChangeRows change, String text) {
        if (change.table().name().startsWith("pg_")
                && draft.found(change.table()).isEmpty()) {
            draft.unknown("it changes what may be a table of PostgreSQL's own catalog, past all checks");
            return;
        }
        Relation table = draft.relation(change.table());
        if (table.kind() == Relation.Kind.MATERIALIZED_VIEW && !draft.facts().isUnknown()) {
            throw new Refused(
                    "cannot change materialized view \"" + table.name().name() + "\"");
        }
        boolean planned = draft.setting().questions().plan(text).isPresent();
        draft.lock(table, LockMode.ROW_EXCLUSIVE);
        Optional<DeletedRows> deletes =
                change.operation() == Operation.DELETE ? DeletedRows.of(draft, table, text) : Optional.empty();
        deletes.ifPresent(DeletedRows::follow);
        if (table.isPartition() && change.operation() != Operation.DELETE) {
            table.parents().stream()
                    .flatMap(parent -> draft.found(parent).stream())
                    .forEach(parent -> draft.lock(parent, LockMode.ACCESS_SHARE));
        }
        Optional<InsertedRows> rows =
                change.operation() == Operation.INSERT ? InsertedRows.of(draft, table, text) : Optional.empty();
        rows.filter(_ -> untouched(draft, table)).ifPresent(inserted -> {
            inserted.refuse(text.toLowerCase(Locale.ROOT).contains("on conflict"));
            if (table.isPartition()) {
                inserted.refuseOutsideBound();
            }
        });
        Optional<UpdatedRows> updates = change.operation() == Operation.UPDATE && untouched(draft, table)
                ? UpdatedRows.of(draft, table, text)
                : Optional.empty();
        updates.ifPresent(updated -> {
            updated.move();
            updated.refuse();
        });
        refuseConflict(table, text);
        PublishedRows.refuse(draft, table, change.operation());
        boolean certain = change.operation() == Operation.INSERT
                ? VALUES.matcher(text).find()
                : change.everyRow() && table.populated();
        FiredTriggers.lock(draft, table, change.operation(), certain);
        boolean routed = table.partitioned() && rows.map(InsertedRows::routed).orElse(false);
        if (!routed && (!planned || change.operation() == Operation.INSERT)) {
            reached(draft, change, table);
        }
        Matcher source = SOURCE.matcher(text);
        if (!planned && change.operation() == Operation.INSERT && source.matches()) {
            Predictor.query(draft, source.group(1), true);
        }
        if (planned) {
            Predictor.query(draft, text, true);
        } else if (change.everyRow()) {
            draft.scanAll(table);
        }
        if (change.operation() != Operation.DELETE) {
            table.foreignKeys()
                    .filter(key -> key.enforced()
                            && (change.operation() == Operation.INSERT && given(text, key.columns())
                                    || key.columns().stream().anyMatch(c -> sets(text, c))))
                    .filter(key ->
                            rows.map(inserted -> inserted.fills(key.columns())).orElse(true))
                    .filter(key -> updates.map(updated -> updated.changes(key.columns(), true))
                            .orElse(true))
                    .flatMap(key -> draft.referenced(key).stream())
                    .forEach(other -> {
                        draft.reads(other, LockMode.ROW_SHARE);
                        looksUp(draft, other);
                    });
        }
        if (change.operation() == Operation.DELETE
                && !draft.facts().references(table).isEmpty()
                && !deletes.map(DeletedRows::none).orElse(false)) {
            draft.facts()
                    .references(table)
                    .forEach(reference ->
                            ReferentialAction.onDelete(draft, reference).touch(draft, table, reference));
        }
        if (change.operation() == Operation.UPDATE) {
            for (DatabaseFacts.Reference reference : draft.facts().references(table)) {
                List<String> keys = reference.key().referencedColumns();
                boolean changed = keys.stream().anyMatch(column -> sets(text, column))
                        && updates.map(updated -> updated.changes(keys, false)).orElse(true);
                if (changed) {
                    ReferentialAction.onUpdate(draft, reference).touch(draft, table, reference);
                }
            }
        }
    }

    /// A foreign key's row is looked for by a query, which reads a small table whole.
    private static void looksUp(Draft draft, Relation referenced) {
        referenced
                .primaryKey()
                .map(key -> SqlName.quoted(key.columns().getFirst()))
                .flatMap(key -> draft.setting()
                        .questions()
                        .plan("select 1 from only " + referenced.name().sql() + " x where " + key + " = (select " + key
                                + " from only " + referenced.name().sql() + " where false) for key share of x"))
                .filter(facts -> facts.scanned().contains(referenced.name()))
                .ifPresent(_ -> draft.scan(referenced));
    }

    /// Whether no trigger gives the rows other values, or stops them.
    private static boolean untouched(Draft draft, Relation table) {
        return !draft.setting()
                .questions()
                .anyRow("select 1 from pg_trigger t join pg_proc p on p.oid = t.tgfoid join pg_language l on l.oid ="
                        + " p.prolang where not t.tgisinternal and t.tgtype & 2 <> 0 and (l.lanname <> 'plpgsql' or"
                        + " p.prosrc ~* '\\mnew(\\.\\w+)?\\s*:?=|\\minto\\M|\\mraise\\M|return\\s+(null|old)') and"
                        + " t.tgrelid = to_regclass("
                        + SqlName.literal(table.name().sql()) + ")")
                .orElse(true);
    }

    /// ON CONFLICT needs a unique index over just these columns.
    private static void refuseConflict(Relation table, String text) {
        Matcher conflict = CONFLICT.matcher(text);
        if (!conflict.find() || table.columns().isEmpty() || table.kind() == Relation.Kind.VIEW) {
            return;
        }
        List<String> target = Arrays.stream(conflict.group(1).split(","))
                .map(name -> name.strip().replace("\"", ""))
                .toList();
        boolean there = table.indexes().stream()
                .anyMatch(index -> index.unique()
                        && (index.hasExpression()
                                || index.keys().size() == target.size()
                                        && index.keys().stream()
                                                .allMatch(key -> target.stream().anyMatch(key::equalsIgnoreCase))));
        if (!there) {
            throw new Refused("there is no unique or exclusion constraint matching the ON CONFLICT specification");
        }
    }

    /// Whether an INSERT names one of the columns, or none at all.
    private static boolean given(String text, List<String> columns) {
        Matcher list = INSERTED.matcher(text);
        return !list.find()
                || Arrays.stream(list.group(1).split(","))
                        .map(name -> name.strip().replace("\"", ""))
                        .anyMatch(name -> columns.stream().anyMatch(name::equalsIgnoreCase));
    }

    /// The planner knows which partitions an update reaches; where inserted rows go only their values say.
    private static void reached(Draft draft, Statement.ChangeRows change, Relation table) {
        for (Relation target : draft.facts().withDescendants(table)) {
            if (change.operation() == Operation.INSERT && !table.partitioned() && !target.equals(table)) {
                continue;
            }
            draft.lock(target, LockMode.ROW_EXCLUSIVE);
            if (change.operation() != Operation.INSERT) {
                draft.lockIndexes(target, LockMode.ROW_EXCLUSIVE);
            }
        }
    }

    /// Whether the SET list of an UPDATE names the column as a target: `a = …` or `(a, b) = …`.
    private static boolean sets(String text, String column) {
        Matcher list = SET.matcher(text.replaceAll("'(?:[^']|'')*+'", "''"));
        return list.find()
                && UpdatedRows.listed(list.group(1)).stream()
                        .map(part -> part.contains("=") ? part.substring(0, part.indexOf('=')) : "")
                        .flatMap(target ->
                                Arrays.stream(target.replaceAll("[()\"]", "").split(",")))
                        .anyMatch(target -> target.strip().equalsIgnoreCase(column));
    }
}
